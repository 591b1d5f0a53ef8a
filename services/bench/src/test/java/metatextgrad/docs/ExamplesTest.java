package metatextgrad.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Readme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An extension is a folder of its own: little else of the repository names it. */
final class ExamplesTest {
    private static final Path EXAMPLES = Readme.ROOT.resolve("examples");
    private static final int MAX_FILES_OUTSIDE = 4;

    /** Exit codes of {@code git grep}. */
    private static final int FOUND = 0;

    private static final int NOT_FOUND = 1;

    static Stream<String> modules() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void shouldHaveOneOfEachKind() throws IOException {
        assertThat(modules()).containsExactly("command", "evaluator", "optimizer");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldBeNamedInFewFilesOutsideItsFolder(String module) throws Exception {
        assertThat(filesThatName(module))
                .contains("pom.xml", "docs/extensions.md")
                .hasSizeLessThanOrEqualTo(MAX_FILES_OUTSIDE);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldListItsFilesInItsReadme(String module) throws IOException {
        Path folder = EXAMPLES.resolve(module);
        String readme = Files.readString(folder.resolve("README.md"));

        assertThat(files(folder).map(file -> "`" + folder.relativize(file) + "`"))
                .hasSize(4)
                .allMatch(readme::contains);
        assertThat(readme.lines()).hasSizeBetween(10, 20);
    }

    /**
     * The tracked files outside a module that name its folder, its artifact or one of its classes.
     */
    private static List<String> filesThatName(String module) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "grep", "-lwF"));
        Stream<String> names = Stream.of("examples/" + module, "example-" + module);
        Stream.concat(names, classes(module)).forEach(name -> command.addAll(List.of("-e", name)));
        command.addAll(List.of("--", ".", ":!examples/" + module));
        Process git =
                new ProcessBuilder(command)
                        .directory(Readme.ROOT.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String found = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeThat(git.waitFor()).as("exit code of git, in a checkout").isIn(FOUND, NOT_FOUND);
        return found.lines().toList();
    }

    private static Stream<String> classes(String module) throws IOException {
        return files(EXAMPLES.resolve(module))
                .map(file -> file.getFileName().toString())
                .filter(file -> file.endsWith(".java"))
                .map(file -> file.replace(".java", ""));
    }

    /** The files of a module as written, without its README and what a build makes. */
    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> Files.isRegularFile(file))
                    .filter(file -> !file.startsWith(folder.resolve("target")))
                    .filter(file -> !file.endsWith("README.md"))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList()
                    .stream();
        }
    }
}
