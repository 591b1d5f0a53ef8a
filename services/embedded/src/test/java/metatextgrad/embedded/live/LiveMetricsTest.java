package metatextgrad.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.ops.Metrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series of the demo with times of its clock. */
final class LiveMetricsTest {
    private static final Instant FIRST = Instant.ofEpochSecond(1_000_000);

    @TempDir private Path temp;

    @Test
    void shouldWriteASampleForEachTask() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        AtomicInteger waiting = new AtomicInteger(5);
        Metrics.WINDOW_TASKS.gauge(registry, Tags.of("project", "a\"b"), waiting::get);
        Metrics.CONTEST_IDLE.gauge(registry, Tags.of("project", "a"), waiting::get);
        Path file = temp.resolve("live.om");
        try (LiveMetrics metrics =
                new LiveMetrics(file, List.of(registry), FIRST, Duration.ofSeconds(288))) {
            metrics.sample(0);
            waiting.set(7);
            Metrics.SERVED_CHANGES
                    .counter(registry, Tags.of("project", "a", "change", "promoted"))
                    .increment();
            Gauge ends = Metrics.CONTEST_GAIN.gauge(registry, Tags.of("project", "a"), () -> .5);
            metrics.sample(2);
            registry.remove(ends);
            metrics.sample(4);
            metrics.sample(4);
        }
        assertThat(file)
                .hasContent(
                        """
                        # HELP mtg_contest_gain Mean score of the challenger minus that of the champion in the last contest.
                        # TYPE mtg_contest_gain gauge
                        mtg_contest_gain{project="a"} 0.5 1000576
                        mtg_contest_gain{project="a"} 0.5 1000864
                        # HELP mtg_served_changes Changes of what serves: promoted, rolled_back, canary_started or canary_ended.
                        # TYPE mtg_served_changes counter
                        mtg_served_changes_total{change="promoted",project="a"} 1.0 1000576
                        mtg_served_changes_total{change="promoted",project="a"} 1.0 1000864
                        mtg_served_changes_total{change="promoted",project="a"} 1.0 1001152
                        # HELP mtg_window_tasks Tasks of traffic that arrived since the last window.
                        # TYPE mtg_window_tasks gauge
                        mtg_window_tasks{project="a\\"b"} 5.0 1000000
                        mtg_window_tasks{project="a\\"b"} 5.0 1000288
                        mtg_window_tasks{project="a\\"b"} 7.0 1000576
                        mtg_window_tasks{project="a\\"b"} 7.0 1000864
                        mtg_window_tasks{project="a\\"b"} 7.0 1001152
                        # EOF
                        """);
    }

    @Test
    void shouldRefuseAFileThatCannotBeWritten() {
        Path file = temp.resolve("no/such/live.om");
        assertThatThrownBy(() -> new LiveMetrics(file, List.of(), FIRST, Duration.ofSeconds(1)))
                .hasMessage("--metrics: %s cannot be written: choose another file", file);
    }
}
