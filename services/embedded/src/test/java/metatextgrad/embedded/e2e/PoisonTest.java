package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.StreamServicesForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** FAULT 18 on a broker: unreadable records land in dead-letters, once per reader. */
@Tag("broker")
final class PoisonTest {
    private static final byte[] NONSENSE = {1, 2, 3};

    @TempDir private Path temp;

    private final Logger streams = (Logger) LoggerFactory.getLogger("org.apache.kafka.streams");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        streams.addAppender(logged);
    }

    @AfterEach
    void leave() {
        streams.detachAppender(logged);
    }

    @Test
    @DisplayName("FAULT 18: unreadable records land in dead-letters, once per reader")
    void shouldSurvivePoisonOnEachInput() throws Exception {
        Map<String, Integer> expected = expected();
        try (AllInOneForTests all =
                        AllInOneForTests.start(
                                temp.resolve("data"), URI.create("http://127.0.0.1:9/v1"), 1);
                ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
            write(all.settings(), expected.keySet());
            Waits.looking().untilAsserted(() -> assertThat(seen(cluster)).isEqualTo(expected));
            assertThat(all.live()).isTrue();
        }
        leave();
        assertThat(logged.list)
                .as("traces of errors that are no fault of ours")
                .noneMatch(
                        line ->
                                line.getLevel().isGreaterOrEqual(Level.WARN)
                                        && line.getThrowableProxy() != null);
    }

    /**
     * Two letters, for nonsense and for no value, per topic and reader. The table of projects in
     * intake skips both.
     */
    private static Map<String, Integer> expected() {
        Map<String, Integer> letters = new TreeMap<>();
        StreamServicesForTests.all()
                .forEach(
                        service ->
                                service.inputs()
                                        .forEach(
                                                topic ->
                                                        letters.merge(
                                                                "mtg." + topic.name(),
                                                                2,
                                                                Integer::sum)));
        letters.put("mtg." + Topics.LLM_REQUESTS.name(), 2);
        letters.computeIfPresent("mtg." + Topics.PROJECTS.name(), (topic, count) -> count - 2);
        letters.remove("mtg." + Topics.PROJECTS.name(), 0);
        return letters;
    }

    private static Map<String, Integer> seen(ClusterForTests cluster) {
        return cluster.all(Topics.DEAD_LETTERS, DeadLetter.class).stream()
                .collect(
                        Collectors.toMap(
                                DeadLetter::topic, letter -> 1, Integer::sum, TreeMap::new));
    }

    private static void write(Settings settings, Set<String> topics) {
        Map<String, Object> plain = Map.of("bootstrap.servers", settings.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(plain, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : topics) {
                // With a key: a table takes none without.
                producer.send(new ProducerRecord<>(topic, NONSENSE, NONSENSE));
                producer.send(new ProducerRecord<>(topic, NONSENSE, null));
            }
        }
    }
}
