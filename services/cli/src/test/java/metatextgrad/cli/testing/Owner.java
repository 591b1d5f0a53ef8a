package metatextgrad.cli.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JVM of its own that runs a part of the all-in-one, and can be killed. Afterwards its output is
 * searched for the {@link Canary}.
 *
 * @param emitted the file of its standard error, to which it logs
 */
public record Owner(Process process, String address, BufferedReader output, Path emitted)
        implements AutoCloseable {
    /** Returns once the part answers. */
    public static Owner start(Class<?> main, Path folder, String... options) throws IOException {
        return start(main, folder, Map.of(), options);
    }

    /** Also sets these environment variables. */
    public static Owner start(
            Class<?> main, Path folder, Map<String, String> environment, String... options)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        // A tenth of the start, as in the tests' own JVMs.
        command.addAll(
                List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
        command.addAll(List.of(options));
        command.add("-Dmtg.registry.home=" + System.getProperty("mtg.registry.home"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(main.getName(), folder.toString()));
        Path emitted = Files.createTempFile(Path.of("target"), "owner", ".err");
        // Into a file: one that outlives its test would keep our own output open.
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(emitted.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader output = process.inputReader(UTF_8);
        String address = output.readLine();
        if (address == null)
            throw new IllegalStateException(
                    "The owner ended at once: " + Files.readString(emitted));
        return new Owner(process, address, output, emitted);
    }

    /** Waits for its next line and returns it. */
    public String line() throws IOException {
        return "" + output.readLine();
    }

    /** Kills it as {@code kill -9} does, also while it is stopped; returns once it is gone. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        requireUnseen();
    }

    /** Ends it, and returns once it is gone. */
    public void end() {
        process.destroy();
        process.onExit().join();
        requireUnseen();
    }

    /** A killed process may have ended in the middle of a character. */
    private void requireUnseen() {
        try {
            Canary.requireUnseenIn(
                    "standard error", new String(Files.readAllBytes(emitted), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    }
}
