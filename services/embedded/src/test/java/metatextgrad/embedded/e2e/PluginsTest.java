package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import metatextgrad.cli.testing.Readme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy of a user's own, in a jar beside the launcher: {@code examples/optimizer}. */
@Tag("broker")
final class PluginsTest {
    private static final Path EXAMPLE = Readme.ROOT.resolve("examples/optimizer/src/main");
    private static final String SERVICE =
            "META-INF/services/metatextgrad.strategy.OptimizerStrategy";
    private static final String PROJECT =
            """
            id: p
            evaluator: exact
            question-type: sorting
            program: {prompt: Sort., role: the prompt}
            models: {program: small, optimizer: large}
            optimizers:
              - name: own
                phases: [{strategy: briefly}]
            """;

    @TempDir private Path root;

    /** The launcher's files after a build: its script and a class path. */
    @BeforeEach
    void buildNothing() throws IOException {
        Files.copy(Readme.ROOT.resolve("mtg"), root.resolve("mtg"));
        Path app = Files.createDirectories(root.resolve("services/bench/target/app"));
        Files.writeString(app.resolve("classpath"), System.getProperty("java.class.path"));
        Files.writeString(root.resolve("p.yaml"), PROJECT);
    }

    @Test
    void shouldFindTheExampleInTheFolderBesideTheLauncher() throws Exception {
        assertThat(mtg(null))
                .contains(
                        "no strategy is called `briefly`. Known: adas, demos, edits, momentum, tgd");
        example(Files.createDirectory(root.resolve("plugins")));
        assertThat(mtg(null))
                .contains(
                        "no strategy is called `briefly`. Did you mean `brief`? Known: adas, brief, demos, edits, momentum, tgd");
    }

    @Test
    void shouldFindItInTheFolderThatTheEnvironmentNames() throws Exception {
        Path folder = Files.createDirectory(root.resolve("my jars"));
        assertThat(mtg(folder)).contains("Known: adas, demos, edits, momentum, tgd");
        example(folder);
        assertThat(mtg(folder)).contains("Known: adas, brief, demos, edits, momentum, tgd");
        assertThat(mtg(root.resolve("nowhere")))
                .isEqualTo(
                        "mtg: MTG_PLUGINS is %s/nowhere, which does not exist: create this folder or unset MTG_PLUGINS\n78"
                                .formatted(root));
    }

    @Test
    void shouldReportInOneLineThatAJarCannotBeUsed() throws Exception {
        Path folder = Files.createDirectory(root.resolve("plugins"));
        try (JarOutputStream jar = jar(folder.resolve("broken.jar"))) {
            put(jar, SERVICE, "com.example.Missing\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(mtg(null))
                .startsWith("mtg: a strategy, an evaluator or a command of a jar cannot be used: ")
                .contains("com.example.Missing not found")
                .endsWith("; fix the jar or remove it from plugins\n78");
    }

    @Test
    void shouldReportThatAFileIsNoJar() throws Exception {
        Path folder = Files.createDirectory(root.resolve("plugins"));
        Path junk = Files.writeString(folder.resolve("x.jar"), "junk");
        assertThat(mtg(null))
                .isEqualTo(
                        "mtg: the jar %s is not a jar file: replace it or remove it\n78"
                                .formatted(junk));
    }

    /** Returns its standard error and exit code. */
    private String mtg(Path plugins) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                                "sh",
                                root.resolve("mtg").toString(),
                                "--no-build",
                                "run",
                                "--project",
                                root.resolve("p.yaml").toString(),
                                "--tasks",
                                "none")
                        .directory(root.toFile())
                        .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MTG_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (plugins != null) builder.environment().put("MTG_PLUGINS", plugins.toString());
        Process process = builder.start();
        String emitted =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return emitted + process.waitFor();
    }

    private void example(Path folder) throws IOException {
        Path classes = Files.createDirectory(root.resolve("classes"));
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-proc:none"));
        try (Stream<Path> sources = Files.walk(EXAMPLE.resolve("java"))) {
            sources.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .forEach(arguments::add);
        }
        OutputStream quiet = OutputStream.nullOutputStream();
        assertThat(
                        ToolProvider.getSystemJavaCompiler()
                                .run(null, quiet, quiet, arguments.toArray(String[]::new)))
                .isZero();
        try (JarOutputStream jar = jar(folder.resolve("example-optimizer.jar"));
                Stream<Path> files = Files.walk(classes)) {
            put(jar, SERVICE, Files.readAllBytes(EXAMPLE.resolve("resources").resolve(SERVICE)));
            for (Path file : files.filter(Files::isRegularFile).toList())
                put(jar, classes.relativize(file).toString(), Files.readAllBytes(file));
        }
    }

    private static JarOutputStream jar(Path file) throws IOException {
        return new JarOutputStream(Files.newOutputStream(file));
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
