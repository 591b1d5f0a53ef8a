package metatextgrad.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import metatextgrad.cli.services.ServicePart;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.FolderLock;
import metatextgrad.process.Ports;
import metatextgrad.process.PrivateFolder;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The Apicurio schema registry as a child JVM, since its libraries conflict with ours. Its database
 * is in {@code <data>/registry}, its output in {@code <data>/logs/registry.log}. It terminates with
 * this process, and is restarted if it terminates by itself.
 */
public final class EmbeddedRegistry implements ServicePart {
    /** Its name in messages. */
    static final String DISPLAY_NAME = "The schema registry";

    private static final String NAME = "schema-registry";

    private final FolderLock lock;
    private final RegistrySupervisor supervisor;
    private final String url;

    private EmbeddedRegistry(FolderLock lock, RegistrySupervisor supervisor, String url) {
        this.lock = lock;
        this.supervisor = supervisor;
        this.url = url;
    }

    /**
     * Blocks until the registry answers. It and the broker may start in parallel.
     *
     * @param port 0 for any free one
     * @throws EnvironmentProblem if the server is missing, the folder is in use or not writable,
     *     the port is taken, or the child ends or does not answer for three minutes
     */
    public static EmbeddedRegistry start(Path dataFolder, int port) {
        Path home = RegistryHome.find();
        Path folder = dataFolder.resolve("registry").toAbsolutePath().normalize();
        FolderLock lock = FolderLock.take(folder);
        try {
            var record = new ChildProcessFile(folder.resolve("pid"));
            record.endStale();
            Ports.requireFree(port, DISPLAY_NAME, "--registry-port");
            Path temp = folder.resolve("tmp");
            Utils.delete(temp.toFile());
            Files.createDirectories(temp);
            Path logs = dataFolder.resolve("logs").toAbsolutePath().normalize();
            var log = new RegistryLog(PrivateFolder.create(logs).resolve("registry.log"));
            RegistryProcess process =
                    RegistryProcess.start(
                            RegistryCommand.of(home, folder, log.file(), port), record);
            String url = answering(process, log);
            ProcessBuilder again =
                    RegistryCommand.of(home, folder, log.file(), URI.create(url).getPort());
            return new EmbeddedRegistry(
                    lock,
                    new RegistrySupervisor(
                            process, log, () -> RegistryProcess.start(again, record)),
                    url);
        } catch (IOException e) {
            lock.close();
            throw FolderLock.notWritable(folder, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Returns the base address for serdes. */
    public String url() {
        return url;
    }

    @Override
    public Report report() {
        boolean healthy = supervisor.healthy();
        String detail = healthy ? "running" : "terminated; it is being restarted";
        State working = healthy ? State.READY : State.UNREADY;
        State state = supervisor.failure() == null ? working : State.DEAD;
        return new Report(List.of(new Check(NAME, state, detail)));
    }

    @Override
    public @Nullable EnvironmentProblem end() {
        return supervisor.failure();
    }

    /** Returns once the child has terminated. */
    @Override
    public void close() {
        try (lock) {
            supervisor.stop();
        }
    }

    private static String answering(RegistryProcess process, RegistryLog log) {
        try {
            return new RegistryProbe(process, log).await(TimeUnit.MINUTES.toNanos(3));
        } catch (RuntimeException e) {
            process.stop();
            throw e;
        }
    }
}
