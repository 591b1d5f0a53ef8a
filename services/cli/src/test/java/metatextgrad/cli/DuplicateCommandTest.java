package metatextgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import metatextgrad.cli.testing.CommandForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** A user's jar with a command whose name exists already. */
final class DuplicateCommandTest {
    /** Takes the name of one of our own commands. */
    @Command(name = "runs")
    public static final class SecondRuns implements ModuleCommand {}

    @Test
    void shouldRefuseACommandWhoseNameExists(@TempDir Path jar) throws Exception {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(ModuleCommand.class.getName()), SecondRuns.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var plugins = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            thread.setContextClassLoader(plugins);
            var ended = CommandForTests.run(Map.of(), "runs", "--help");

            assertThat(ended.code()).isEqualTo(78);
            assertThat(ended.err())
                    .isEqualTo(
                            "mtg: a command of a jar cannot be used: Another subcommand named 'runs' already exists for command 'mtg'. Rename the command, or remove the jar from plugins.\n");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
