package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import metatextgrad.cli.Main;
import metatextgrad.cli.testing.Canary;
import metatextgrad.cli.testing.CommandForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;

/**
 * The {@code mtg} command as users start it: a JVM of its own, with its own environment.
 *
 * @param folder what it prints goes into files here
 * @param environment nothing else of ours or of Kafka is set
 */
public record MtgCommand(Path folder, Map<String, String> environment) {
    private static final int PATIENCE_MINUTES = 10;
    private static final int QUIET_SINCE = 23;
    private static final List<String> OURS =
            List.of("MTG_", "KAFKA_", "OPENAI_", "APICURIO_", "LOG_");

    static MtgCommand in(Path folder) {
        // Several all-in-ones run at a time.
        return new MtgCommand(folder, Map.of("MTG_GATEWAY_PORT", "0"));
    }

    /** For commands to this broker and registry. */
    public static MtgCommand on(Path folder, Settings settings) {
        return in(folder)
                .with("KAFKA_BOOTSTRAP_SERVERS", settings.bootstrapServers())
                .with("APICURIO_REGISTRY_URL", Objects.requireNonNull(settings.registryUrl()));
    }

    MtgCommand with(String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return new MtgCommand(folder, more);
    }

    /**
     * Runs it to its end inside the test's JVM, which saves the start of another. Only for what
     * ends by itself, in the folder the tests run in.
     */
    Ended here(String... arguments) {
        CommandForTests ended = CommandForTests.run(environment, arguments);
        return Ended.checked(ended.code(), ended.out(), ended.err());
    }

    /** The same for what must succeed; what it printed. */
    public String done(String... arguments) {
        Ended ended = here(arguments);
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.out();
    }

    /** Runs it to its end, in a JVM of its own. */
    Ended run(String... arguments) throws InterruptedException {
        return start(arguments).end();
    }

    Started start(String... arguments) {
        try {
            return start(Files.createTempFile(folder, "mtg", ".out").toFile(), arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes standard output to this file, which may be a device. */
    Started start(File out, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g"));
        // A tenth of the start, as in the tests' own JVMs.
        command.addAll(
                List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
        if (Runtime.version().feature() >= QUIET_SINCE)
            command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dmtg.registry.home=" + System.getProperty("mtg.registry.home"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        try {
            Path err = Files.createTempFile(folder, "mtg", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(out)
                            .redirectError(err.toFile());
            builder.environment().keySet().removeIf(MtgCommand::isOurs);
            builder.environment().putAll(environment);
            return new Started(builder.start(), out.toPath(), err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(String name) {
        return OURS.stream().anyMatch(name::startsWith);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A running command. */
    record Started(Process process, Path outFile, Path errFile) implements AutoCloseable {
        /** The standard error so far. */
        String err() {
            return text(errFile);
        }

        Ended end() throws InterruptedException {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                kill();
                throw new AssertionError("mtg did not end: " + err());
            }
            return Ended.checked(
                    process.exitValue(), Files.isRegularFile(outFile) ? text(outFile) : "", err());
        }

        /**
         * As {@code kill -9}; returns once it is gone, and what it had started, which ends by
         * itself and writes to the test's folder until then.
         */
        void kill() {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly().onExit().join();
            Waits.await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
            Canary.requireUnseenIn("standard error", err());
        }

        @Override
        public void close() {
            kill();
        }
    }

    /** A command that has ended. */
    record Ended(int code, String out, String err) {
        /** Output of a command may show users' texts, but no key; errors show neither. */
        static Ended checked(int code, String out, String err) {
            Canary.requireNoKeyIn("what was printed", out);
            Canary.requireUnseenIn("standard error", err);
            return new Ended(code, out, err);
        }
    }
}
