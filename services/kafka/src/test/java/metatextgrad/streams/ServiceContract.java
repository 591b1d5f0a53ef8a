package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.ops.LoopMeters;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.RowSerde;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of every stream processor. The golden file fails on purpose when a topology changes.
 * Before you accept a change, check whether names of stores or changelogs changed. Decide what a
 * running cluster must do in that case.
 */
public abstract class ServiceContract {
    private static final String PREFIX = "mtg.";
    private static final LoopMeters METERS = new LoopMeters(new SimpleMeterRegistry());
    private static final ServiceContext WIRING =
            new ServiceContext(
                    PREFIX, EventSerde.local(), new RowSerde(), METERS, Duration.ofMinutes(1));

    @TempDir Path folder;

    protected abstract Service service();

    /** Returns the inputs in which a record without a value deletes a row. */
    protected Set<Topic> tables() {
        return Set.of();
    }

    @Test
    void shouldKeepItsTopology() throws IOException {
        String topology = topology();
        Files.writeString(Path.of("target", "actual-topology.txt"), topology + "\n");
        assertThat(topology)
                .as("accept a wanted change from target/actual-topology.txt")
                .isEqualTo(golden());
    }

    @Test
    void shouldWriteOnlyTopicsThatDeclareIt() {
        assertThat(service().outputs())
                .allSatisfy(topic -> assertThat(topic.writers()).contains(service().name()));
    }

    @Test
    void shouldBeNamedInNoTopicThatItDoesNotWrite() {
        assertThat(
                        Topics.all().stream()
                                .filter(topic -> topic.writers().contains(service().name())))
                .allSatisfy(
                        topic ->
                                assertThat(
                                                topic.equals(Topics.DEAD_LETTERS)
                                                        || service().outputs().contains(topic))
                                        .isTrue());
    }

    /**
     * FAULT 18: the service continues after each. Bytes that are no record need a broker:
     * PoisonTest.
     */
    @Test
    void shouldOutliveARecordWithoutAValueOnEachInput() {
        for (Topic input : service().inputs()) {
            if (tables().contains(input)) continue;
            try (TopologyTestDriver driver = driver()) {
                pipe(driver, input, null);
                pipe(driver, input, null);
                assertThat(letters(driver))
                        .as(input.name())
                        .extracting(DeadLetter::topic, DeadLetter::offset, DeadLetter::message)
                        .containsExactly(
                                tuple(PREFIX + input.name(), 0L, "the record has no value"),
                                tuple(PREFIX + input.name(), 1L, "the record has no value"));
            }
        }
    }

    protected final TopologyTestDriver driver() {
        Settings settings =
                SettingsReader.read(
                                Map.of(),
                                Map.of(
                                        "KAFKA_BOOTSTRAP_SERVERS",
                                        "none:1",
                                        "MTG_DATA",
                                        folder.toString()),
                                null)
                        .settings();
        Properties properties =
                StreamsProperties.of(service(), settings, EventSerde.local(), METERS);
        return new TopologyTestDriver(service().build(WIRING), properties);
    }

    protected static void pipe(TopologyTestDriver driver, Topic topic, byte @Nullable [] value) {
        driver.createInputTopic(
                        PREFIX + topic.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("key", value);
    }

    protected static List<DeadLetter> letters(TopologyTestDriver driver) {
        return driver
                .createOutputTopic(
                        PREFIX + Topics.DEAD_LETTERS.name(),
                        new StringDeserializer(),
                        EventSerde.local().deserializer())
                .readValuesToList()
                .stream()
                .map(DeadLetter.class::cast)
                .toList();
    }

    private String topology() {
        return service().build(WIRING).describe().toString().strip();
    }

    private String golden() throws IOException {
        String name = "/topologies/%s.txt".formatted(service().name());
        try (InputStream file = getClass().getResourceAsStream(name)) {
            if (file == null) return "no " + name;
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
