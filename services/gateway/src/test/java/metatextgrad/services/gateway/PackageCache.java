package metatextgrad.services.gateway;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import metatextgrad.model.ContentHash;

/**
 * Folders with packages of Python or Node, outside of the checkout. A folder is named by the
 * versions in it, so it never changes once it is complete.
 */
final class PackageCache {
    private PackageCache() {}

    /** Returns a virtual environment with these packages; skips the test if there can be none. */
    static synchronized Path python(Path requirements) throws Exception {
        Path folder = folder("python", requirements);
        Path done = folder.resolve("complete");
        try (FileChannel lock = locked(folder)) {
            if (Files.exists(done)) return folder.resolve("environment/bin/python");
            SuiteProcess process = new SuiteProcess(folder);
            process.assume(
                    "Python has no venv: apt-get install python3-venv",
                    "python3",
                    "-m",
                    "venv",
                    "--clear",
                    "environment");
            process.assume(
                    "the packages cannot be installed",
                    "environment/bin/python",
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "--retries=0",
                    "--requirement",
                    requirements.toString());
            Files.createFile(done);
        }
        return folder.resolve("environment/bin/python");
    }

    /** Returns a folder with the packages of a lock file; skips the test if there can be none. */
    static synchronized Path node(Path packages) throws Exception {
        Path versions = packages.resolve("package-lock.json");
        Path folder = folder("node", versions);
        Path done = folder.resolve("complete");
        try (FileChannel lock = locked(folder)) {
            if (Files.exists(done)) return folder;
            for (String name : List.of("package.json", "package-lock.json"))
                Files.write(folder.resolve(name), Files.readAllBytes(packages.resolve(name)));
            new SuiteProcess(folder)
                    .assume(
                            "the packages cannot be installed",
                            "npm",
                            "ci",
                            "--prefer-offline",
                            "--fetch-retries=0",
                            "--no-audit",
                            "--no-fund");
            Files.createFile(done);
        }
        return folder;
    }

    /** Other JVMs run tests too. The lock ends when its file is closed. */
    private static FileChannel locked(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var unused = channel.lock();
        return channel;
    }

    private static Path folder(String runtime, Path versions) throws IOException {
        String hash = ContentHash.of("packages", Files.readString(versions));
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "metatextgrad", "sdks");
        return Files.createDirectories(cache.resolve(runtime + "-" + hash));
    }
}
