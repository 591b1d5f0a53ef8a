package metatextgrad.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metatextgrad.deploy.Tool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Queries read by Prometheus' own parser. It is asked to add a label to every selector, and so
 * shows which words of a query are series.
 */
final class BoardQueriesTest {
    private static final Pattern SELECTOR =
            Pattern.compile("([A-Za-z_:][\\w:]*)\\{[^}]*probe=\"x\"");

    @ParameterizedTest
    @MethodSource("queries")
    void shouldSelectSeriesOfOursOnly(String query) {
        // Older ones have no command that adds a label to a query.
        Tool.require("promtool", "2.46.0");
        Tool.Result parsed =
                Tool.run(
                        List.of(
                                "promtool",
                                "--experimental",
                                "promql",
                                "label-matchers",
                                "set",
                                Board.filled(query, "1m", "30m"),
                                "probe",
                                "x"));
        assertThat(parsed.status()).as(parsed.output()).isZero();
        List<String> selected =
                SELECTOR.matcher(parsed.output())
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .sorted()
                        .toList();
        assertThat(selected).isNotEmpty().isEqualTo(DeclaredSeries.in(query));
        assertThat(DeclaredSeries.all()).containsAll(selected);
    }

    static Stream<String> queries() {
        return Board.all().stream().flatMap(Board::queries);
    }
}
