package metatextgrad.boards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import metatextgrad.boards.Board.Panel;
import metatextgrad.cli.testing.Repository;
import metatextgrad.cli.testing.Waits;
import metatextgrad.deploy.Tool;
import metatextgrad.ops.Health;
import metatextgrad.ops.OpsEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of the boards, put to a real Prometheus that scrapes real pages of a loop at work. A
 * series that does not exist would answer with nothing, so nothing fails; what comes must lie in
 * the panel's range.
 */
final class BoardLiveTest {
    /** Each event happens once a second. The generator has the ranges beside the queries. */
    private static final JsonNode RANGES =
            Board.json(Repository.ROOT.resolve("services/grafana/ranges.json"));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldShowEveryPanelInItsRange() throws IOException {
        Tool.require("prometheus");
        Health health = () -> new Health.Report(List.of());
        try (LiveMeters meters = new LiveMeters();
                OpsEndpoint pages = OpsEndpoint.open("127.0.0.1", 0, health, meters.registry());
                Prometheus prometheus = Prometheus.start(folder, pages.port())) {
            Waits.await()
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> {
                                meters.more();
                                Board.all().forEach(board -> check(prometheus, board));
                            });
        }
    }

    private static void check(Prometheus prometheus, Board board) {
        for (Panel panel : board.panels()) {
            JsonNode range = RANGES.path(board.name() + ": " + panel.title());
            assertThat(range).as(panel.title()).hasSize(2);
            for (String query : panel.queries())
                check(prometheus, query, range.path(0).asDouble(), range.path(1).asDouble());
        }
    }

    private static void check(Prometheus prometheus, String query, double least, double most) {
        List<Double> values = prometheus.query(Board.filled(query, "10s", "5m"));
        assertThat(values)
                .as(query)
                .isNotEmpty()
                .allSatisfy(value -> assertThat(value).isBetween(least - 1e-9, most + 1e-9))
                .anyMatch(value -> value > 0 || least == 0);
    }
}
