package metatextgrad.boards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.boards.PanelFault.Move;
import metatextgrad.cli.testing.Waits;
import metatextgrad.deploy.Tool;
import metatextgrad.embedded.live.LiveDemo;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults on a whole system move the panels that show them. A real Prometheus scrapes the system.
 * With {@code -Dboards.pictures=FOLDER} the demo has its full length, and the boards are drawn.
 */
@Tag("broker")
final class PanelsMoveTest {
    private static final String PICTURES = System.getProperty("boards.pictures", "");

    /** Enough for a window, its run and a contest. */
    private static final int FEW_TASKS = 900;

    private static final int ALL_TASKS = 3_600;

    /**
     * Without an answer in this test: no parameter is refused, and the mix of tasks needs windows.
     */
    private static final Set<String> QUIET =
            Set.of("Parameters refused", "Mix of tasks", "Time since the mix changed");

    private static final int LOOKS = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** The least and the largest value of a series. */
    private record Span(double least, double most) {
        Span and(double value) {
            return new Span(Math.min(least, value), Math.max(most, value));
        }
    }

    @Test
    void shouldMoveWithFaults() throws IOException {
        Tool.require("prometheus");
        boolean pictures = !PICTURES.isEmpty();
        if (pictures) Tool.require("node");
        Project live = pictures ? LiveDemo.project() : PanelFaults.project("demo-live", 100);
        try (WatchedSystem system = new WatchedSystem(folder);
                PanelFaults faults =
                        new PanelFaults(system, folder, live, pictures ? ALL_TASKS : FEW_TASKS)) {
            Instant start = now();
            Instant demoEnd = start;
            for (PanelFault fault : PanelFault.values()) {
                moves(system.prometheus(), faults, fault);
                if (fault == PanelFault.TRAFFIC_COMES) demoEnd = now();
            }
            for (Board board : Board.all()) answered(system.prometheus(), board);
            if (!pictures) return;
            draw(system.prometheus(), start, demoEnd, "mtg demo --live", "overview", "learning");
            draw(
                    system.prometheus(),
                    start,
                    now(),
                    "mtg demo --live, then a fault every few seconds",
                    "serving",
                    "cost",
                    "pipeline",
                    "streams");
        }
    }

    private static void moves(Prometheus prometheus, PanelFaults faults, PanelFault fault)
            throws IOException {
        Map<String, Span> before = new HashMap<>();
        AtomicInteger looks = new AtomicInteger();
        Waits.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .until(
                        () -> {
                            for (Move move : fault.moves())
                                values(prometheus, move)
                                        .forEach((series, value) -> add(before, series, value));
                            return looks.incrementAndGet() == LOOKS;
                        });
        faults.cause(fault);
        Set<Move> waiting = new HashSet<>(fault.moves());
        Waits.await()
                .pollInterval(PAUSE)
                .untilAsserted(
                        () -> {
                            waiting.removeIf(move -> moved(move, before, values(prometheus, move)));
                            assertThat(waiting).as(fault.toString()).isEmpty();
                        });
        faults.end(fault);
    }

    private static void add(Map<String, Span> spans, String series, double value) {
        spans.merge(series, new Span(value, value), (span, one) -> span.and(value));
    }

    private static boolean moved(Move move, Map<String, Span> before, Map<String, Double> now) {
        return now.entrySet().stream()
                .anyMatch(
                        one -> {
                            Span span = before.get(one.getKey());
                            if (move.up())
                                return one.getValue() > (span == null ? 0 : span.most()) + 1e-9;
                            return span != null && one.getValue() < span.least() - 1e-9;
                        });
    }

    /** The values of the series of a panel that count, by query and labels. */
    private static Map<String, Double> values(Prometheus prometheus, Move move) {
        Map<String, Double> values = new TreeMap<>();
        for (String query : Board.panel(move.board(), move.panel()).queries())
            prometheus
                    .series(Board.filled(query, "10s", "5m"))
                    .forEach(
                            (labels, value) -> {
                                String series = query + " " + labels;
                                if (series.contains(move.series()) && !value.isNaN())
                                    values.put(series, value);
                            });
        return values;
    }

    /** Each panel had an answer, and all answers are in the range of its unit. */
    private static void answered(Prometheus prometheus, Board board) {
        for (Board.Panel panel : board.panels()) {
            if (QUIET.contains(panel.title())) continue;
            JsonNode most = panel.json().path("fieldConfig").path("defaults").path("max");
            List<Double> values = new ArrayList<>();
            for (String query : panel.queries())
                for (String fold : List.of("min", "max"))
                    values.addAll(
                            prometheus.query(
                                    "%s_over_time((%s)[10m:1s])"
                                            .formatted(fold, Board.filled(query, "10s", "5m"))));
            values.removeIf(value -> Double.isNaN(value));
            assertThat(values)
                    .as(board.name() + ": " + panel.title())
                    .isNotEmpty()
                    .allSatisfy(value -> assertThat(value).isBetween(-1.0, most.asDouble(1e12)));
        }
    }

    private static void draw(
            Prometheus prometheus, Instant from, Instant to, String note, String... boards) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("node", "services/grafana/render", prometheus.address()));
        command.addAll(List.of("" + from, "" + to, PICTURES, note));
        command.addAll(List.of(boards));
        Tool.Result result = Tool.run(command);
        assertThat(result.status()).as(result.output()).isZero();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
