package metatextgrad.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import metatextgrad.json.Resources;

/**
 * An OpenID Connect provider in a process of its own: the package {@code oidc-provider} of npm,
 * which Node runs. It grants tokens to clients by their secrets, and signs people in. For one
 * thread.
 *
 * @param printed what the process writes
 * @param issuer its address
 */
public record OidcProvider(Process process, BufferedReader printed, String issuer)
        implements AutoCloseable {
    private static final String FILES = "/oidc/";
    private static final String LOCK = "package-lock.json";

    /**
     * Starts it. Skips the test without Node, or without a network for the first installation.
     *
     * @param clients as JSON: id, secret and roles of each
     */
    public static OidcProvider start(Path folder, String clients) throws Exception {
        return start(folder, clients, "{}");
    }

    /**
     * Starts one where people sign in, too.
     *
     * @param people as JSON: the claims of each, by their names
     */
    public static OidcProvider start(Path folder, String clients, String people) throws Exception {
        Path packages = installed();
        Path script = folder.resolve("provider.mjs");
        Files.writeString(script, Resources.text(FILES + "provider.mjs"));
        Process process =
                new ProcessBuilder("node", script.toString(), packages.toString(), clients, people)
                        .redirectError(folder.resolve("provider.log").toFile())
                        .start();
        BufferedReader printed = process.inputReader(StandardCharsets.UTF_8);
        String line = printed.readLine();
        while (line != null && !line.startsWith("issuer ")) line = printed.readLine();
        if (line == null)
            throw new AssertionError(Files.readString(folder.resolve("provider.log")));
        return new OidcProvider(process, printed, line.substring("issuer ".length()));
    }

    /**
     * Forges ID tokens, keys or metadata from now on.
     *
     * @param what as {@code provider.mjs} names it; {@code nothing} ends it
     */
    public void forge(String what) throws IOException {
        process.getOutputStream().write((what + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String expected = "forges " + what;
        String line = printed.readLine();
        while (!expected.equals(line)) {
            if (line == null) throw new AssertionError("the provider has ended");
            line = printed.readLine();
        }
    }

    public String tokenUrl() {
        return issuer + "/token";
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
    }

    /** Returns a folder outside of the checkout with exactly the packages of the lock file. */
    private static synchronized Path installed() throws IOException, InterruptedException {
        String lock = Resources.text(FILES + LOCK);
        Path folder =
                Path.of(System.getProperty("user.home"), ".cache", "metatextgrad")
                        .resolve("oidc-" + Integer.toHexString(lock.hashCode()));
        assumeTrue(run(folder.getRoot(), "node", "--version"), "Node 20 or newer is not installed");
        Files.createDirectories(folder);
        // Tests in other processes may fill it at the same time.
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock unused = channel.lock()) {
            fill(folder, lock);
        }
        return folder;
    }

    private static void fill(Path folder, String lock) throws IOException, InterruptedException {
        // npm writes this file last.
        if (Files.exists(folder.resolve("node_modules/.package-lock.json"))) return;
        Files.writeString(folder.resolve(LOCK), lock);
        Files.writeString(folder.resolve("package.json"), Resources.text(FILES + "package.json"));
        assumeTrue(
                run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
                "npm cannot install oidc-provider: this needs npm and a network once");
    }

    private static boolean run(Path folder, String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(List.of(command))
                            .directory(folder.toFile())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
