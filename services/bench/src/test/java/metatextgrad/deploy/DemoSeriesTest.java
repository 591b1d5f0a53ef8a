package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.embedded.live.LiveMetrics;
import metatextgrad.ops.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus reads the file that the demo of adaptation writes. */
final class DemoSeriesTest {
    @TempDir private Path temp;

    @Test
    void shouldBecomeBlocksOfPrometheus() throws IOException {
        Tool.require("promtool");
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metrics.WINDOW_TASKS.gauge(registry, Tags.of("project", "a\\\"b"), () -> 5);
        Metrics.SERVED_CHANGES
                .counter(registry, Tags.of("project", "a", "change", "promoted"))
                .increment();
        Path file = temp.resolve("live.om");
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        try (LiveMetrics metrics =
                new LiveMetrics(file, List.of(registry), first, Duration.ofSeconds(288))) {
            metrics.sample(0);
            metrics.sample(99);
        }
        Path blocks = temp.resolve("blocks");
        run("tsdb", "create-blocks-from", "openmetrics", "" + file, "" + blocks);
        // Without a log of writes, promtool does not read them.
        Files.createDirectory(blocks.resolve("wal"));
        assertThat(run("tsdb", "dump", "" + blocks).lines().sorted())
                .hasSize(200)
                .startsWith(
                        "{__name__=\"mtg_served_changes_total\", change=\"promoted\", project=\"a\"} 1 1767225600000")
                .endsWith(
                        "{__name__=\"mtg_window_tasks\", project=\"a\\\\\\\"b\"} 5 1767254112000");
    }

    private static String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Tool.Result result = Tool.run(command);
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }
}
