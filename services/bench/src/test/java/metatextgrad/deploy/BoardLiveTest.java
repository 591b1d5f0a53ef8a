package metatextgrad.deploy;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import metatextgrad.cli.testing.Waits;
import metatextgrad.deploy.Board.Panel;
import metatextgrad.ops.Health;
import metatextgrad.ops.OpsEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of the board, put to a real Prometheus that scrapes real pages of a loop at work. A
 * series that does not exist would answer with nothing, so nothing fails; what comes must lie in
 * the panel's range.
 */
final class BoardLiveTest {
    /** The least and the most that each panel may show here: each event happens once a second. */
    private static final Map<String, Range> RANGES =
            Map.ofEntries(
                    entry("Score on $split", new Range(.4, .89)),
                    entry("Latest scores", new Range(LiveEvents.SCORE, LiveEvents.SCORE)),
                    entry("Optimizers tried", new Range(0, 1000)),
                    entry("Trials and evaluations", new Range(0, 1000)),
                    entry("Changes of runs", new Range(0, 0)),
                    entry("Proposals", new Range(0, 600)),
                    entry("Program runs", new Range(0, 600)),
                    entry("Tasks without a readable answer", new Range(1, 600)),
                    entry("Requests", new Range(1, 600)),
                    entry("Tokens", new Range(1, 1000)),
                    entry("Time of a call", new Range(.1, .3)),
                    entry("Calls in flight", new Range(LiveMeters.IN_FLIGHT, LiveMeters.IN_FLIGHT)),
                    entry("Calls not made", new Range(1, 1200)),
                    entry("Events not applied", new Range(1, 600)),
                    entry("Dead letters", new Range(1, 1000)),
                    entry("Perhaps billed twice", new Range(1, 1000)),
                    entry("Dead letters by topic and reason", new Range(1, 1000)),
                    entry("Dollars per hour", new Range(.01, 600)),
                    entry("Fullest budget", new Range(.5, .5)),
                    entry("Requests that wait for a budget", new Range(3, 3)),
                    entry("Calls by billing", new Range(1, 600)),
                    entry("Rate allowed", new Range(LiveMeters.RATE, LiveMeters.RATE)),
                    entry("Calls refused for the rate", new Range(.1, .9)),
                    entry("Models that serve no call", new Range(0, 0)),
                    entry("Serving tables", new Range(0, 1000)));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** The range of values that a panel may show. */
    private record Range(double least, double max) {}

    @Test
    void shouldShowEveryPanelInItsRange() throws IOException {
        Tool.require("prometheus");
        LiveMeters meters = new LiveMeters();
        Health health = () -> new Health.Report(List.of());
        Board board = Board.read();
        try (OpsEndpoint pages = OpsEndpoint.open("127.0.0.1", 0, health, meters.registry());
                Prometheus prometheus = Prometheus.start(folder, pages.port())) {
            Waits.await()
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> {
                                meters.more();
                                board.panels().forEach(panel -> check(prometheus, panel));
                            });
        }
    }

    private static void check(Prometheus prometheus, Panel panel) {
        Range range = Objects.requireNonNull(RANGES.get(panel.title()), panel.title());
        for (String query : panel.queries()) {
            List<Double> values = prometheus.query(Board.filled(query, "10s", "5m"));
            assertThat(values)
                    .as(panel.title() + ": " + query)
                    .isNotEmpty()
                    .allSatisfy(value -> assertThat(value).isBetween(range.least(), range.max()))
                    .anyMatch(value -> value > 0 || range.max() == 0);
        }
    }
}
