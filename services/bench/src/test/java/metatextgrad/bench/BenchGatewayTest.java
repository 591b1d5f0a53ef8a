package metatextgrad.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import metatextgrad.bench.gateway.GatewayScale;
import metatextgrad.embedded.TemporaryFolder;
import metatextgrad.experiments.peers.PeerScript;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures the gateway for seconds: how fast it is does not matter here. */
@Tag("broker")
final class BenchGatewayTest {
    private static final GatewayScale TINY = new GatewayScale(1, 1, 1, 1, 1, 50);
    private static final PeerScript LITE_LLM =
            new PeerScript(
                    Path.of("..", "experiments", "peers", "litellm", "run").toAbsolutePath());

    /** Collects what was skipped. */
    private static final class Skipped implements BenchPart.Log {
        private final List<String> reasons = new ArrayList<>();

        @Override
        public void accept(String line) {}

        @Override
        public void skipped(String reason) {
            reasons.add(reason);
        }
    }

    @Test
    void shouldMeasureEveryFigureOfTheGateway() {
        Skipped skipped = new Skipped();
        List<BenchFigure> measured;
        try (TemporaryFolder folder = TemporaryFolder.temporary();
                BenchEnvironment environment = new BenchEnvironment(folder.path())) {
            folder.closeOnExit(environment);
            measured = BenchGateway.measure(environment, TINY, skipped, LITE_LLM);
        }

        Map<String, Double> figures =
                measured.stream().collect(Collectors.toMap(BenchFigure::name, BenchFigure::value));
        assertThat(figures)
                .containsKeys(
                        "gateway.added.p50",
                        "gateway.added.p99",
                        "gateway.first.p50",
                        "gateway.first.p99",
                        "gateway.rate",
                        "direct.rate")
                .containsEntry("gateway.streams", 50.0)
                .containsEntry("gateway.failed", 0.0)
                .containsEntry("direct.failed", 0.0);
        assertThat(figures.values()).allSatisfy(value -> assertThat(value).isFinite());
        assertThat(figures.get("gateway.cpu")).isBetween(.01, 1_000.0);
        assertThat(figures.get("gateway.cpu.100")).isBetween(.01, 1_000.0);
        assertThat(figures.get("gateway.sampled")).isBetween(2.0, 20.0);
        assertThat(figures.get("gateway.resident")).isBetween(50.0, 2_000.0);
        // The model server thinks for 20 ms.
        assertThat(figures.get("direct.p50")).isGreaterThanOrEqualTo(20);
        assertThat(figures.get("direct.first.p50")).isGreaterThanOrEqualTo(20);
        if (skipped.reasons.isEmpty()) assertThat(figures).containsKeys("litellm.cpu.100");
        else assertThat(skipped.reasons).singleElement().asString().startsWith("LiteLLM: ");
        assertThat(measured)
                .filteredOn(one -> one.met() != null)
                .extracting(BenchFigure::name)
                .containsExactly(
                        "gateway.cpu",
                        "gateway.added.p50",
                        "gateway.added.p99",
                        "gateway.first.p50",
                        "gateway.first.p99",
                        "gateway.failed",
                        "gateway.streams",
                        "gateway.resident");
    }
}
