package metatextgrad.cli.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import metatextgrad.config.Settings;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.FolderLock;
import metatextgrad.process.PrivateFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The name of a process among those of its service, the same after a restart (RELIABILITY §9.4). It
 * is the first of these that exists:
 *
 * <ol>
 *   <li>{@code MTG_INSTANCE}.
 *   <li>A random id in the data folder, one for each service. It is locked while in use.
 *   <li>No id. After a crash the group then waits until the member's session times out.
 * </ol>
 */
final class InstanceId implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceId.class);

    private final @Nullable String id;
    private final @Nullable FolderLock lock;

    private InstanceId(@Nullable String id, @Nullable FolderLock lock) {
        this.id = id;
        this.lock = lock;
    }

    /**
     * @throws EnvironmentProblem if another process of this service uses the folder: with one id
     *     they would fence each other, and their stores need separate folders
     */
    static InstanceId of(Settings settings, String service) {
        if (settings.instance() != null) return new InstanceId(settings.instance(), null);
        Path data = settings.dataFolder();
        Path own = data.resolve("instances").resolve(service);
        if (!writable(data, own)) {
            LOG.atWarn()
                    .addKeyValue("folder", data.toAbsolutePath())
                    .log("cannot store the instance id: restarts will take longer");
            return new InstanceId(null, null);
        }
        FolderLock lock =
                FolderLock.take(
                        own,
                        owner ->
                                "%s runs on the data folder %s already, in %s. Stop it first, or give this one another MTG_DATA."
                                        .formatted(service, data.toAbsolutePath(), owner));
        return new InstanceId(kept(own), lock);
    }

    /** Returns the id; null if the process has none. */
    @Nullable String id() {
        return id;
    }

    @Override
    public void close() {
        if (lock != null) lock.close();
    }

    private static boolean writable(Path data, Path own) {
        try {
            PrivateFolder.create(data);
            return Files.isWritable(Files.createDirectories(own));
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the id in the folder. A damaged file is written again. */
    private static String kept(Path folder) {
        Path file = folder.resolve("id");
        try {
            if (Files.exists(file)) {
                String id = Files.readString(file).strip();
                if (isId(id)) return id;
            }
            String id = UUID.randomUUID().toString();
            Files.writeString(file, id + "\n");
            return id;
        } catch (IOException e) {
            throw FolderLock.notWritable(folder, e);
        }
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
