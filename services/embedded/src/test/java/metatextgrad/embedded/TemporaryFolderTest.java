package metatextgrad.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemporaryFolderTest {
    @TempDir private Path temp;

    /** The broker still writes there; without a marker the rest of the folder would stay. */
    @Test
    void shouldKeepTheFolderIfShutDownDuringTheStart() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.in(temp)) {
            Path log = Files.createDirectory(folder.path().resolve("kafka")).resolve("0.log");
            Files.writeString(log, "record");

            folder.endEarly();

            assertThat(log).exists();
            assertThat(folder.path().resolve(StaleTempFolders.MARKER)).exists();
        }
    }

    @Test
    void shouldCloseAStartedPartAndThenDeleteTheFolder() {
        TemporaryFolder folder = TemporaryFolder.in(temp);
        folder.closeOnExit(() -> assertThat(folder.path()).exists());

        folder.endEarly();

        assertThat(temp).isEmptyDirectory();
        folder.close();
    }
}
