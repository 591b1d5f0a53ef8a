package metatextgrad.experiments.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The script that runs the Python programs of other optimizers.
 *
 * @param file the script in a checkout
 */
public record PeerScript(Path file) {
    /** The system property with the folder of the script; the launcher of a checkout sets it. */
    public static final String PROPERTY = "mtg.peers";

    private static final String KEY = "MTG_PEERS_KEY";

    /**
     * Returns the script of this installation.
     *
     * @throws PeersUnavailable if it has none
     */
    public static PeerScript installed() throws PeersUnavailable {
        String folder = System.getProperty(PROPERTY);
        if (folder == null)
            throw new PeersUnavailable(
                    "this installation includes no peers: use a checkout of the project");
        return new PeerScript(Path.of(folder, "run"));
    }

    /** Returns the script of another comparison, in a folder beside this one. */
    public PeerScript beside(String folder) {
        return new PeerScript(file.resolveSibling(folder).resolve("run"));
    }

    /**
     * Checks that all peers are installed in the right versions.
     *
     * @throws PeersUnavailable if not; the script states what to install
     */
    public void check() throws PeersUnavailable, InterruptedException {
        Path log = log();
        try {
            Process process = start(List.of("check"), null, log);
            if (wait(process) != 0) throw new PeersUnavailable(last(log));
        } catch (IOException e) {
            throw new PeersUnavailable("the peers cannot be started: " + e.getMessage());
        } finally {
            log.toFile().delete();
        }
    }

    /**
     * Does the jobs of a file.
     *
     * @param key of the model server
     * @param line receives each line of results
     * @throws IllegalStateException if a job fails, with the last line that it wrote
     */
    void measure(Path study, @Nullable String key, Consumer<String> line)
            throws IOException, InterruptedException {
        Path log = log();
        Process process = start(List.of("measure", study.toString()), key, log);
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            lines.lines().forEach(line);
            if (wait(process) != 0) throw new IllegalStateException("a peer failed: " + last(log));
        } finally {
            process.destroy();
            log.toFile().delete();
        }
    }

    private Process start(List<String> arguments, @Nullable String key, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(file.toString());
        builder.command().addAll(arguments);
        builder.redirectError(log.toFile());
        if (key != null) builder.environment().put(KEY, key);
        return builder.start();
    }

    private static int wait(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }

    private static Path log() {
        try {
            return Files.createTempFile("mtg-peers", ".log");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String last(Path log) throws IOException {
        List<String> lines = Files.readString(log).lines().filter(one -> !one.isBlank()).toList();
        return lines.isEmpty() ? "it wrote no reason" : lines.getLast().strip();
    }
}
