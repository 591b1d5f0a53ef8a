package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.ops.LoopMeters;
import metatextgrad.topics.Topic;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

final class StreamsPropertiesTest {
    private static final Service SERVICE =
            new Service() {
                @Override
                public String name() {
                    return "some";
                }

                @Override
                public List<Topic> inputs() {
                    return List.of();
                }

                @Override
                public List<Topic> outputs() {
                    return List.of();
                }

                @Override
                public Topology build(ServiceContext serviceContext) {
                    return new Topology();
                }
            };

    @Test
    void shouldPassOnWhatTheUserSetsForAllClients() {
        StreamsConfig config =
                new StreamsConfig(
                        properties(
                                Map.of(
                                        "KAFKA_SESSION_TIMEOUT_MS", "30000",
                                        "KAFKA_LINGER_MS", "7")));
        assertThat(config.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("session.timeout.ms", "30000")
                .containsEntry("heartbeat.interval.ms", 3_000);
        assertThat(config.getProducerConfigs("client")).containsEntry("linger.ms", "7");
    }

    @Test
    void shouldUseTheTimeOfReadingIfASenderStatesNone() {
        SenderTime time = new SenderTime();
        assertThat(time.extract(at(5), 9)).isEqualTo(5);
        assertThat(time.extract(at(-1), -1)).isGreaterThan(1_700_000_000_000L);
    }

    private static ConsumerRecord<Object, Object> at(long timestamp) {
        return new ConsumerRecord<>(
                "mtg.tasks",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "k",
                "v",
                new RecordHeaders(),
                Optional.empty());
    }

    private static Properties properties(Map<String, String> more) {
        Map<String, String> environment =
                new TreeMap<>(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                                "APICURIO_REGISTRY_URL", "http://127.0.0.1:1"));
        environment.putAll(more);
        Settings settings = SettingsReader.read(Map.of(), environment, (Path) null).settings();
        return StreamsProperties.of(
                SERVICE, settings, EventSerde.local(), new LoopMeters(new SimpleMeterRegistry()));
    }
}
