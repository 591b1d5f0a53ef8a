package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * FAULT 31: which failures count as damage, and that the damage is remembered until it is fixed.
 */
final class DamagedStoresTest {
    @Test
    void shouldDistinguishDamageFromAFullDisk() {
        assertThat(DamagedStores.caused(thrown(Status.Code.Corruption))).isTrue();
        assertThat(DamagedStores.caused(new StreamsException(thrown(Status.Code.Corruption))))
                .isTrue();
        assertThat(DamagedStores.caused(thrown(Status.Code.IOError))).isFalse();
        assertThat(DamagedStores.caused(new ProcessorStateException("no reason"))).isFalse();
    }

    @Test
    void shouldRememberDamageUntilStoresAreRestored(@TempDir Path folder) {
        Path mark = folder.resolve("mtg.intake.damaged");
        assertThat(new DamagedStores(mark).exist()).isFalse();

        new DamagedStores(mark).markDamaged();
        new DamagedStores(mark).markDamaged();
        assertThat(new DamagedStores(mark).exist()).isTrue();

        new DamagedStores(mark).markRestored();
        new DamagedStores(mark).markRestored();
        assertThat(new DamagedStores(mark).exist()).isFalse();
    }

    private static ProcessorStateException thrown(Status.Code code) {
        Status status = new Status(code, Status.SubCode.None, "why");
        return new ProcessorStateException("a store", new RocksDBException("why", status));
    }
}
