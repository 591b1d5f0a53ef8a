package metatextgrad.embedded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import metatextgrad.json.Resources;

/**
 * An OpenID Connect provider in a process of its own: the package {@code oidc-provider} of npm,
 * which Node runs. It grants tokens to clients by their secrets.
 *
 * @param issuer its address
 */
record OidcProvider(Process process, String issuer) implements AutoCloseable {
    private static final String FILES = "/oidc/";
    private static final String LOCK = "package-lock.json";

    /**
     * Starts it. Skips the test without Node, or without a network for the first installation.
     *
     * @param clients as JSON: id, secret and roles of each
     */
    static OidcProvider start(Path folder, String clients) throws Exception {
        Path packages = installed();
        Path script = folder.resolve("provider.mjs");
        Files.writeString(script, Resources.text(FILES + "provider.mjs"));
        Process process =
                new ProcessBuilder("node", script.toString(), packages.toString(), clients)
                        .redirectError(folder.resolve("provider.log").toFile())
                        .start();
        BufferedReader printed = process.inputReader(StandardCharsets.UTF_8);
        String line = printed.readLine();
        while (line != null && !line.startsWith("issuer ")) line = printed.readLine();
        if (line == null)
            throw new AssertionError(Files.readString(folder.resolve("provider.log")));
        return new OidcProvider(process, line.substring("issuer ".length()));
    }

    String tokenUrl() {
        return issuer + "/token";
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
    }

    /** Returns a folder outside of the checkout with exactly the packages of the lock file. */
    private static Path installed() throws IOException, InterruptedException {
        String lock = Resources.text(FILES + LOCK);
        Path folder =
                Path.of(System.getProperty("user.home"), ".cache", "metatextgrad")
                        .resolve("oidc-" + Integer.toHexString(lock.hashCode()));
        assumeTrue(run(folder.getRoot(), "node", "--version"), "Node 20 or newer is not installed");
        // npm writes this file last.
        if (Files.exists(folder.resolve("node_modules/.package-lock.json"))) return folder;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(LOCK), lock);
        Files.writeString(folder.resolve("package.json"), Resources.text(FILES + "package.json"));
        assumeTrue(
                run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
                "npm cannot install oidc-provider: this needs npm and a network once");
        return folder;
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
