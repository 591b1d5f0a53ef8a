package metatextgrad.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import metatextgrad.cli.testing.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskSpaceTest {
    @TempDir private Path temp;

    @Test
    void shouldNotReportASmallReadOnlyDiskAsFull() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temp.resolve("disk"), 16)) {
            assertThat(new DiskSpace(disk.folder()).problem()).isPresent();

            disk.makeReadOnly();

            assertThat(new DiskSpace(disk.folder()).problem()).isEmpty();
            assertThatThrownBy(() -> FolderLock.take(disk.folder().resolve("data")))
                    .hasMessageStartingWith("Cannot write to the data folder ")
                    .hasMessageContaining("(Read-only file system)");
        }
    }
}
