package metatextgrad.boards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import metatextgrad.deploy.Tool;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries that compare a counter with its past show what is new, also after failed scrapes. */
final class BoardGapsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "an old count after a failed scrape, 5x99 stale 5x39, 0",
        "an old count after failed scrapes, 5x99 stale _x6 5x33, 0",
        "a count that rises between, 5x99 stale 6x39, 1",
        "a count of a new start between, 5x99 stale 1x39, 1",
        "a count of a new process, _x100 5x39, 5",
    })
    void shouldShowOnlyWhatIsNew(String name, String values, int most) throws IOException {
        Tool.require("promtool");
        List<String> queries =
                Board.all().stream()
                        .flatMap(Board::queries)
                        .filter(query -> query.contains(" offset "))
                        .distinct()
                        .toList();
        assertThat(queries).hasSize(5);
        Path file = folder.resolve("gaps_test.yml");
        Files.writeString(file, MAPPER.writeValueAsString(test(queries, values, most)));
        Tool.Result result = Tool.run(List.of("promtool", "test", "rules", "" + file));
        assertThat(result.status()).as(name + "\n" + result.output()).isZero();
    }

    private static Map<String, Object> test(List<String> queries, String values, int most) {
        List<Map<String, String>> series =
                queries.stream()
                        .flatMap(query -> DeclaredSeries.in(query).stream())
                        .distinct()
                        .flatMap(BoardGapsTest::changes)
                        .map(one -> Map.of("series", one, "values", values))
                        .toList();
        List<Map<String, Object>> checks =
                queries.stream()
                        .map(query -> check(Board.filled(query, "1m", "30m"), most))
                        .toList();
        return Map.of(
                "tests",
                List.of(
                        Map.of(
                                "interval",
                                "1m",
                                "input_series",
                                series,
                                "promql_expr_test",
                                checks)));
    }

    private static Stream<String> changes(String series) {
        if (!series.equals("mtg_served_changes_total")) return Stream.of(series);
        return Stream.of("promoted", "rolled_back")
                .map(change -> "%s{project=\"a\",change=\"%s\"}".formatted(series, change));
    }

    /** The most that the query shows in the last hour. */
    private static Map<String, Object> check(String query, int most) {
        return Map.of(
                "expr",
                "max(max_over_time((%s)[60m:1m])) or vector(0)".formatted(query),
                "eval_time",
                "135m",
                "exp_samples",
                List.of(Map.of("labels", "{}", "value", most)));
    }
}
