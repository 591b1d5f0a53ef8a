package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.RowSerde;
import org.junit.jupiter.api.Test;

/**
 * What every stream processor keeps. The golden file fails on purpose when a topology changes:
 * before accepting a change ask whether names of stores or changelogs changed, and what a running
 * cluster must do then.
 */
public abstract class ServiceContract {
    protected abstract Service service();

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

    private String topology() {
        Wiring wiring =
                new Wiring(
                        "mtg.",
                        EventSerde.local(),
                        new RowSerde(),
                        new LoopMeters(new SimpleMeterRegistry()),
                        Duration.ofMinutes(1));
        return service().build(wiring).describe().toString().strip();
    }

    private String golden() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/expected-topology.txt")) {
            if (file == null) return "no /expected-topology.txt";
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
