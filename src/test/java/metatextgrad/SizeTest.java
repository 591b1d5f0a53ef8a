package metatextgrad;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Limits the size of files, in lines that are not blank. A larger file has more than one reason to
 * change.
 */
final class SizeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int MEDIAN = 70;
    private static final int NINETIETH = 200;
    private static final int MAX = 300;

    /** Each row of these is read alone. */
    private static final Set<String> TABLES =
            Set.of(
                    "/services/kafka/src/main/java/metatextgrad/ops/Metrics.java",
                    "/services/kafka/src/main/java/metatextgrad/topics/Topics.java");

    private static final long PACKAGE = 45;
    private static final int PROMPT = 70;
    private static final int SERVICE_POM = 25;

    @Test
    void shouldKeepFilesSmall() {
        Map<String, Integer> sizes = sizes("/src/main/java/", ".java");
        List<Integer> sorted = sizes.values().stream().sorted().toList();
        assertThat(sorted.size()).isGreaterThan(100);
        assertThat(sorted.get(sorted.size() / 2)).as("median").isLessThanOrEqualTo(MEDIAN);
        assertThat(sorted.get(sorted.size() * 9 / 10)).as("90 %").isLessThanOrEqualTo(NINETIETH);
        sizes.keySet().removeAll(TABLES);
        assertThat(above(sizes, MAX)).isEmpty();
    }

    @Test
    void shouldKeepPackagesSmall() {
        Map<String, Long> packages =
                sizes("/src/main/java/", ".java").keySet().stream()
                        .collect(groupingBy(file -> file.replaceAll("/[^/]+$", ""), counting()));
        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(
                        (name, files) -> assertThat(files).as(name).isLessThanOrEqualTo(PACKAGE));
    }

    /** A reader who finds a name in a message or a stack trace should find one file. */
    @Test
    void shouldGiveEachClassItsOwnName() {
        assertThat(
                        sizes("/src/main/java/", ".java").keySet().stream()
                                .map(file -> file.replaceAll(".*/", ""))
                                .filter(file -> !file.equals("package-info.java")))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepPromptsReadable() {
        Map<String, Integer> sizes = sizes("/src/main/resources/", ".txt");
        assertThat(sizes).isNotEmpty();
        assertThat(above(sizes, PROMPT)).isEmpty();
    }

    /** A stream service is only a topology, so the module needs no build logic of its own. */
    @Test
    void shouldKeepStreamServicesFreeOfBuildLogic() {
        assertThat(lines(ROOT.resolve("services/streams/pom.xml"))).isLessThan(SERVICE_POM);
    }

    private static Map<String, Integer> above(Map<String, Integer> sizes, int max) {
        return sizes.entrySet().stream()
                .filter(file -> file.getValue() > max)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Integer> sizes(String folder, String ending) {
        Map<String, Integer> sizes = new TreeMap<>();
        for (Path module :
                List.of(ROOT.resolve("src"), ROOT.resolve("services"), ROOT.resolve("clients"))) {
            try (Stream<Path> files = Files.walk(module)) {
                files.filter(file -> path(file).contains(folder) && path(file).endsWith(ending))
                        .filter(file -> !path(file).contains("/target/"))
                        .forEach(file -> sizes.put(path(file), lines(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sizes;
    }

    private static String path(Path file) {
        return "/" + ROOT.relativize(file).toString().replace('\\', '/');
    }

    private static int lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.filter(line -> !line.isBlank()).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
