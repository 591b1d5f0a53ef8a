package metatextgrad.services.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import metatextgrad.intake.Traffic;
import metatextgrad.model.event.Event;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.ops.LoopMeters;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.RowSerde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;

/** The sinks of chains have other names than those of runs, and the same topics. */
final class ChainSinksTest {
    private static final Project PROJECT = Traffic.project();

    private final ServiceContext context =
            new ServiceContext(
                    "mtg.",
                    EventSerde.local(),
                    new RowSerde(),
                    new LoopMeters(new SimpleMeterRegistry()),
                    Duration.ofSeconds(2));

    @Test
    void shouldWriteToTheTopicsOfItsEvents() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "chain-sinks");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        try (TopologyTestDriver driver =
                new TopologyTestDriver(new MetaService().build(context), properties)) {
            driver.createInputTopic(
                            context.name(Topics.ADAPT_COMMANDS),
                            new StringSerializer(),
                            context.events().serializer())
                    .pipeInput(
                            PROJECT.id().value(),
                            new AdaptStarted(PROJECT, Prices.NONE, Instant.EPOCH, "ada"));
            assertThat(read(driver, Topics.ADAPT_STATE)).isInstanceOf(AdaptState.class);
            assertThat(read(driver, Topics.WINDOW_REQUESTS))
                    .isEqualTo(new WindowRequested(PROJECT, 1));
        }
    }

    private Event read(TopologyTestDriver driver, Topic topic) {
        return driver.createOutputTopic(
                        context.name(topic),
                        new StringDeserializer(),
                        context.events().deserializer())
                .readValue();
    }
}
