package metatextgrad.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.config.Settings;
import metatextgrad.model.Causes;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * Remembers over a restart that a service's stores are damaged. The service deletes damaged stores
 * before it starts and restores them from their topics.
 *
 * @param mark a file that exists while the stores are damaged
 */
record DamagedStores(Path mark) {
    static DamagedStores of(Service service, Settings settings) {
        String name = settings.prefix() + service.name() + ".damaged";
        return new DamagedStores(settings.dataFolder().resolve("streams").resolve(name));
    }

    /**
     * Returns whether damaged stores caused a failure. A full disk or a folder of another user is
     * no damage.
     */
    static boolean caused(Throwable thrown) {
        return Causes.of(thrown)
                .anyMatch(
                        cause ->
                                cause instanceof RocksDBException damage
                                        && damage.getStatus() != null
                                        && damage.getStatus().getCode() == Status.Code.Corruption);
    }

    boolean exist() {
        return Files.exists(mark);
    }

    void markDamaged() {
        try {
            Files.writeString(mark, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void markRestored() {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
