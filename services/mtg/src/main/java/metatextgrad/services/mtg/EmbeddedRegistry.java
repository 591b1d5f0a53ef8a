package metatextgrad.services.mtg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The Apicurio schema registry as a child JVM (its libraries and ours do not fit together), with
 * its database in {@code <data>/registry} and its output in {@code <data>/logs/registry.log}. It
 * ends with us, whatever ends us.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private final FolderLock lock;
    private final RegistryProcess process;
    private final String url;

    private EmbeddedRegistry(FolderLock lock, RegistryProcess process, String url) {
        this.lock = lock;
        this.process = process;
        this.url = url;
    }

    /**
     * Blocks until the registry answers. It and the broker may start in parallel.
     *
     * @param port 0 for any free one
     * @throws EnvironmentProblem when the server is not there, the folder is in use or not
     *     writable, the port is taken, or the child ends or says nothing for a minute
     */
    public static EmbeddedRegistry start(Path dataFolder, int port) {
        Path home = RegistryHome.find();
        Path folder = dataFolder.resolve("registry").toAbsolutePath();
        FolderLock lock = FolderLock.take(folder);
        try {
            var record = new ChildRecord(folder.resolve("pid"));
            record.endStale();
            Ports.requireFree(port, "The schema registry", "--registry-port");
            Scratch.emptied(folder.resolve("tmp"));
            Path logs = Files.createDirectories(dataFolder.resolve("logs").toAbsolutePath());
            var log = new RegistryLog(logs.resolve("registry.log"));
            RegistryProcess process =
                    RegistryProcess.start(
                            RegistryCommand.of(home, folder, log.file(), port), record);
            return new EmbeddedRegistry(lock, process, answering(process, log));
        } catch (IOException e) {
            lock.close();
            throw FolderLock.notWritable(folder, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The base address for serdes. */
    public String url() {
        return url;
    }

    /** Returns once the child is gone. */
    @Override
    public void close() {
        try (lock) {
            process.stop();
        }
    }

    private static String answering(RegistryProcess process, RegistryLog log) {
        try {
            return new RegistryProbe(process, log).await(TimeUnit.MINUTES.toNanos(1));
        } catch (RuntimeException e) {
            process.stop();
            throw e;
        }
    }
}
