package metatextgrad.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import metatextgrad.cli.testing.Repository;
import org.junit.jupiter.api.Test;

/** {@code mtg} builds again when a source is newer than the last build. */
final class LauncherTest {
    private static final Pattern MODULE = Pattern.compile("<module>(\\w+)[^<]*</module>");
    private static final Pattern SEARCHED = Pattern.compile("find ([\\w. ]+) -name target -prune");

    @Test
    void shouldSearchTheFolderOfEachModule() {
        Set<String> folders = new TreeSet<>(Set.of("pom.xml"));
        MODULE.matcher(Repository.read("pom.xml"))
                .results()
                .map(found -> found.group(1))
                .filter(folder -> !folder.equals("examples")) // The command has no example.
                .forEach(folders::add);

        assertThat(SEARCHED.matcher(Repository.read("mtg")).results().map(LauncherTest::words))
                .containsExactly(folders);
    }

    private static Set<String> words(MatchResult found) {
        return new TreeSet<>(Arrays.asList(found.group(1).split(" ")));
    }
}
