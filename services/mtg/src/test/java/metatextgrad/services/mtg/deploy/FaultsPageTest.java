package metatextgrad.services.mtg.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.services.mtg.Readme;
import org.junit.jupiter.api.Test;

/** {@code docs/faults.md} has every fault once, and names no test that is not there. */
final class FaultsPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\|.*", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+(?:Test|Contract))`");

    @Test
    void shouldHaveEveryFaultAndOnlyTestsThatExist() throws Exception {
        String page = Files.readString(Readme.ROOT.resolve("docs/faults.md"));
        List<Integer> numbers =
                ROW.matcher(page).results().map(row -> Integer.valueOf(row.group(1))).toList();
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 45).boxed().toList());
        Set<String> tests = tests();
        Matcher named = NAME.matcher(page);
        while (named.find()) assertThat(tests).contains(named.group(1));
    }

    private static Set<String> tests() throws Exception {
        try (Stream<Path> files = Files.walk(Readme.ROOT)) {
            return files.map(Path::toString)
                    .filter(file -> file.contains("/src/test/") || file.contains("/test/java/"))
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> Path.of(file).getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
