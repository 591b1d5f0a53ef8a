package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.config.KafkaProperties;
import metatextgrad.config.Setting;
import metatextgrad.ops.BinderMetrics;
import metatextgrad.ops.Metrics;
import metatextgrad.ops.Series;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Test;

/**
 * The tables in {@code docs} come from the code. After a change of the code, update them with
 * {@code mvn -pl services/kafka -am test -Dtest=DocsTablesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true}.
 */
final class DocsTablesTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Path BOARDS = Path.of("..", "grafana", "boards");

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
        String ours =
                Arrays.stream(Metrics.values())
                        .map(
                                metric ->
                                        meter(
                                                Series.of(metric),
                                                metric.tags(),
                                                metric.unit(),
                                                metric.sentence()))
                        .collect(Collectors.joining());
        String binders =
                Arrays.stream(BinderMetrics.values())
                        .map(
                                metric ->
                                        meter(
                                                metric.series(),
                                                metric.tags(),
                                                metric.unit(),
                                                metric.sentence()))
                        .collect(Collectors.joining());
        String head = "| series | labels | unit | meaning | board |\n|---|---|---|---|---|\n";
        check("metrics.md", "meters", head + ours);
        check("metrics.md", "binders", head + binders);
    }

    private static String meter(
            List<String> series, List<String> labels, String unit, String sentence) {
        return row(code(series), code(labels), unit, sentence, String.join(", ", boards(series)));
    }

    private static String code(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    }

    /** The boards whose queries have one of these series. */
    private static List<String> boards(List<String> series) {
        Pattern used = Pattern.compile("\\b(" + String.join("|", series) + ")\\b");
        try (Stream<Path> files = Files.list(BOARDS)) {
            List<String> boards = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                if (used.matcher(Files.readString(file)).find())
                    boards.add(file.getFileName().toString().replace(".json", ""));
            }
            return boards;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
