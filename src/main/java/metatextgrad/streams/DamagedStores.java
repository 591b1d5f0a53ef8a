package metatextgrad.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * Remembers over a restart that a service's stores are damaged: they are then thrown away before it
 * starts, and restored from their topics.
 *
 * @param mark a file that is there while they are
 */
record DamagedStores(Path mark) {
    static DamagedStores of(Service service, Settings settings) {
        String name = settings.prefix() + service.name() + ".damaged";
        return new DamagedStores(settings.dataFolder().resolve("streams").resolve(name));
    }

    /** A full disk or a folder of somebody else is no damage, and nothing is thrown away for it. */
    static boolean caused(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RocksDBException damage
                    && damage.getStatus() != null
                    && damage.getStatus().getCode() == Status.Code.Corruption) return true;
        }
        return false;
    }

    boolean known() {
        return Files.exists(mark);
    }

    void found() {
        try {
            Files.writeString(mark, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void gone() {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
