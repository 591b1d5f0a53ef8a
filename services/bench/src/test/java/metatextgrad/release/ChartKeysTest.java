package metatextgrad.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import metatextgrad.cli.testing.Repository;
import metatextgrad.deploy.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code docs/chart-values.md} against the keys of other charts, and against our values. */
final class ChartKeysTest {
    private static final String PAGE = Repository.read("docs/chart-values.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String HEADER = "| their keys | ours | remark |\n|---|---|---|\n";

    /**
     * A row of a table.
     *
     * @param theirs keys of another chart; each includes the keys below it
     * @param ours keys of our chart for the same need
     * @param remark the reason if there are none
     */
    private record Row(List<String> theirs, List<String> ours, String remark) {
        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            assertThat(cells).as(line).hasSize(5);
            assertThat(cells[2]).as(line).matches(" none | (`[^`]+`, )*`[^`]+` ");
            return new Row(codes(cells[1]), codes(cells[2]), cells[3].strip());
        }

        private static List<String> codes(String cell) {
            return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Strimzi, strimzi-kafka-operator-1.2.0",
        "Langfuse, langfuse-2.0.0",
        "LiteLLM, litellm-helm-00eb60c0"
    })
    void shouldHaveARowForEveryKeyOfTheChart(String section, String chart) {
        List<String> rows = rows(section).stream().flatMap(row -> row.theirs().stream()).toList();
        List<String> keys =
                Repository.read("services/bench/src/test/resources/chart-keys/" + chart + ".txt")
                        .lines()
                        .toList();
        assertThat(keys).hasSizeGreaterThan(100);
        assertThat(keys).allMatch(key -> rows.stream().anyMatch(row -> covers(row, key)));
        assertThat(rows).allMatch(row -> keys.stream().anyMatch(key -> covers(row, key)));
        assertThat(rows).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"Strimzi", "Langfuse", "LiteLLM"})
    void shouldNameKeysOfOursThatExistOrAReason(String section) {
        JsonNode values = Yaml.read(Repository.read("helm/metatextgrad/values.yaml"));
        for (Row row : rows(section)) {
            assertThat(row.ours())
                    .as(row.toString())
                    .noneMatch(key -> values.at("/" + key.replace('.', '/')).isMissingNode());
            if (row.ours().isEmpty()) assertThat(row.remark()).as(row.toString()).isNotEmpty();
        }
    }

    @Test
    void shouldNameTheReleaseOfEachChart() {
        assertThat(PAGE)
                .contains("Chart `strimzi-kafka-operator` 1.2.0.")
                .contains("Chart `langfuse` 2.0.0.")
                .contains("as of commit `00eb60c0`");
    }

    private static boolean covers(String row, String key) {
        return key.equals(row) || key.startsWith(row + ".");
    }

    private static List<Row> rows(String section) {
        String text = PAGE.substring(PAGE.indexOf("## " + section));
        String table = text.substring(text.indexOf(HEADER) + HEADER.length());
        List<Row> rows = new ArrayList<>();
        table.lines().takeWhile(line -> line.startsWith("|")).map(Row::of).forEach(rows::add);
        return rows;
    }
}
