package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Readme;
import org.junit.jupiter.api.Test;

/** {@code docs/faults.md} has every fault once, with the tests that are named by its number. */
final class FaultsPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\|.*", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+(?:Test|Contract))`");

    /** As reports show it; {@code Label} is what the display name of a property is called. */
    private static final Pattern SHOWN =
            Pattern.compile(
                    "@(?:DisplayName|Label)\\(\\s*\"FAULT (?<numbers>\\d+(?:, \\d+)*): \\w");

    /** All other faults are tested only in part, or not yet. */
    private static final List<Integer> BY_NUMBER =
            Stream.of(
                            IntStream.rangeClosed(1, 8),
                            IntStream.rangeClosed(11, 18),
                            IntStream.rangeClosed(20, 24),
                            IntStream.of(26, 27, 28, 30, 31),
                            IntStream.rangeClosed(36, 41),
                            IntStream.rangeClosed(43, 45))
                    .flatMap(IntStream::boxed)
                    .toList();

    @Test
    void shouldHaveEveryFaultAndOnlyTestsThatExist() throws Exception {
        String page = page();
        List<Integer> numbers =
                ROW.matcher(page).results().map(row -> Integer.valueOf(row.group(1))).toList();
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 45).boxed().toList());
        assertThat(tests()).extracting(FaultsPageTest::name).containsAll(named(page));
    }

    @Test
    void shouldHaveATestByNumberForEachFaultThatIsToHaveOne() throws Exception {
        assertThat(shown().keySet()).containsAll(BY_NUMBER);
    }

    @Test
    void shouldNameEachTestThatCarriesTheNumberOfAFault() throws Exception {
        Map<Integer, Set<String>> shown = shown();
        ROW.matcher(page())
                .results()
                .forEach(
                        row ->
                                assertThat(named(row.group()))
                                        .as("fault " + row.group(1))
                                        .containsAll(
                                                shown.getOrDefault(
                                                        Integer.valueOf(row.group(1)), Set.of())));
    }

    private static String page() throws IOException {
        return Files.readString(Readme.ROOT.resolve("docs/faults.md"));
    }

    private static Set<String> named(String text) {
        return NAME.matcher(text).results().map(one -> one.group(1)).collect(Collectors.toSet());
    }

    /** The tests that carry the number of a fault. */
    private static Map<Integer, Set<String>> shown() throws IOException {
        Map<Integer, Set<String>> shown = new TreeMap<>();
        for (Path test : tests())
            SHOWN.matcher(Files.readString(test))
                    .results()
                    .flatMap(one -> Stream.of(one.group("numbers").split(", ")))
                    .forEach(
                            number ->
                                    shown.computeIfAbsent(
                                                    Integer.valueOf(number), n -> new TreeSet<>())
                                            .add(name(test)));
        return shown;
    }

    private static String name(Path test) {
        return test.getFileName().toString().replace(".java", "");
    }

    private static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Readme.ROOT)) {
            return files.filter(file -> file.toString().contains("/test/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        }
    }
}
