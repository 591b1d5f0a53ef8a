package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;
import metatextgrad.config.KafkaProperties;
import metatextgrad.config.Setting;
import metatextgrad.ops.Metrics;
import metatextgrad.ops.Series;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Test;

/**
 * The tables in {@code docs} come from the code. After a change of the code, update them with
 * {@code mvn -pl src -am test -Dtest=DocsTablesTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Ddocs.update=true}.
 */
final class DocsTablesTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void shouldListEverySetting() throws IOException {
        String rows =
                Arrays.stream(Setting.values())
                        .map(
                                setting ->
                                        row(
                                                "`" + setting + "`",
                                                setting.onlyInEnvironment()
                                                        ? "–"
                                                        : "`" + setting.key() + "`",
                                                setting.standard().isEmpty()
                                                        ? "–"
                                                        : "`" + setting.standard() + "`",
                                                setting.sentence()))
                        .collect(Collectors.joining());
        check(
                "settings.md",
                "settings",
                "| environment | file | default | meaning |\n|---|---|---|---|\n" + rows);
    }

    @Test
    void shouldListEveryRefusedProperty() throws IOException {
        String rows =
                new TreeMap<>(KafkaProperties.REFUSED)
                        .entrySet().stream()
                                .map(
                                        refused ->
                                                row(
                                                        "`" + refused.getKey() + "`",
                                                        refused.getValue()))
                                .collect(Collectors.joining());
        check("settings.md", "refused", "| property | why not |\n|---|---|\n" + rows);
    }

    @Test
    void shouldListEveryMeter() throws IOException {
        String rows =
                Arrays.stream(Metrics.values())
                        .map(
                                metric ->
                                        row(
                                                Series.of(metric).stream()
                                                        .map(name -> "`" + name + "`")
                                                        .collect(Collectors.joining(" ")),
                                                metric.tags().stream()
                                                        .map(tag -> "`" + tag + "`")
                                                        .collect(Collectors.joining(" ")),
                                                metric.sentence()))
                        .collect(Collectors.joining());
        check("metrics.md", "meters", "| series | labels | meaning |\n|---|---|---|\n" + rows);
    }

    @Test
    void shouldListEveryTopic() throws IOException {
        String rows =
                Topics.all().stream()
                        .map(
                                topic ->
                                        row(
                                                "`" + topic.name() + "`",
                                                switch (topic.kept()) {
                                                    case LOG -> "`MTG_RETENTION`";
                                                    case TABLE -> "last record of each key";
                                                    case LEDGER ->
                                                            "last record of each key, 10 days longer than logs";
                                                },
                                                String.join(", ", topic.writers())))
                        .collect(Collectors.joining());
        check("operations.md", "topics", "| topic | kept | writers |\n|---|---|---|\n" + rows);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static void check(String name, String table, String text) throws IOException {
        Path page = DOCS.resolve(name);
        String begin = "<!-- " + table + ": generated -->\n";
        String end = "<!-- end -->";
        String now = Files.readString(page);
        int from = now.indexOf(begin) + begin.length();
        String wanted = now.substring(0, from) + text + now.substring(now.indexOf(end, from));
        if (Boolean.getBoolean("docs.update")) Files.writeString(page, wanted);
        assertThat(Files.readString(page))
                .as(
                        "docs/%s is older than the code; the Javadoc of this test shows how to update it",
                        name)
                .isEqualTo(wanted);
    }
}
