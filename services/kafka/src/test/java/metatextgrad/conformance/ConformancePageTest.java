package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/conformance.md}, the tests and the mutations must agree. */
final class ConformancePageTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Pattern TEST = Pattern.compile("`(\\w+ChecksTest\\.method\\d\\d\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d\\d[a-z]?) \\|.*$");

    @Test
    void shouldListExactlyTheTestsThereAre() throws Exception {
        assertThat(found(TEST, page())).containsExactlyInAnyOrderElementsOf(tests());
    }

    @Test
    void shouldListEachTestUnderItsCheck() throws IOException {
        for (String row : rows()) {
            assertThat(found(TEST, row))
                    .isNotEmpty()
                    .allMatch(test -> test.contains(".method" + check(row).substring(0, 2)));
        }
    }

    @Test
    void shouldHaveOneMutationPerCheck() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("mutations"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            rows().stream().map(row -> check(row) + ".patch").toList());
        }
    }

    @Test
    void shouldShowTheOneLineThatEachMutationChanges() throws IOException {
        for (String row : rows()) {
            List<String> patch = patch(row);
            assertThat(changed(patch, "-")).hasSize(1);
            assertThat(changed(patch, "+")).hasSize(1);
            assertThat(row)
                    .contains(
                            "`%s` → `%s`"
                                    .formatted(
                                            changed(patch, "-").getFirst().strip(),
                                            changed(patch, "+").getFirst().strip()));
        }
    }

    @Test
    void shouldHaveMutationsThatStillApply() throws IOException {
        for (String row : rows()) {
            List<String> patch = patch(row);
            String file = patch.getFirst().substring("--- a/".length());
            String before = String.join("\n", lines(patch, line -> !line.startsWith("+"))) + "\n";
            assertThat(Files.readString(Path.of("..", "..", file)).split(Pattern.quote(before), -1))
                    .as("mutation %s of %s: write it anew", check(row), file)
                    .hasSize(2);
        }
    }

    private static List<String> tests() throws IOException, URISyntaxException {
        URL here = Objects.requireNonNull(ConformancePageTest.class.getResource(""));
        try (Stream<Path> files = Files.list(Path.of(here.toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith("ChecksTest.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .flatMap(ConformancePageTest::tests)
                    .toList();
        }
    }

    /** Tests return nothing and have an annotation; their helpers do not. */
    private static Stream<String> tests(String type) {
        try {
            return Arrays.stream(
                            Class.forName(ConformancePageTest.class.getPackageName() + "." + type)
                                    .getDeclaredMethods())
                    .filter(method -> method.getAnnotations().length > 0)
                    .filter(method -> method.getReturnType() == void.class)
                    .map(method -> type + "." + method.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the class was listed a moment ago", e);
        }
    }

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("conformance.md"));
    }

    private static List<String> rows() throws IOException {
        List<String> rows = ROW.matcher(page()).results().map(MatchResult::group).toList();
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static String check(String row) {
        return found(ROW, row).getFirst();
    }

    private static List<String> patch(String row) throws IOException {
        return Files.readAllLines(DOCS.resolve("mutations").resolve(check(row) + ".patch"));
    }

    private static List<String> changed(List<String> patch, String sign) {
        return lines(patch, line -> line.startsWith(sign));
    }

    /** Returns the lines of the patch's only hunk, without their signs. */
    private static List<String> lines(List<String> patch, Predicate<String> wanted) {
        assertThat(patch).filteredOn(line -> line.startsWith("@@")).hasSize(1);
        return patch.stream().skip(3).filter(wanted).map(line -> line.substring(1)).toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
