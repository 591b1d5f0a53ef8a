package metatextgrad.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.process.FolderLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StaleTempFoldersTest {
    private static final String DEAD = "2147483646\n";
    private static final String ALIVE = ProcessHandle.current().pid() + "\n";

    @TempDir private Path temp;

    @Test
    void shouldDeleteOnlyMarkedFoldersOfTerminatedProcesses() throws IOException {
        Path dead = marked("mtg-dead", DEAD);
        Path deadUnderKafka = marked(locked("mtg-kafka", DEAD), DEAD);
        Path alive = marked("mtg-alive", ALIVE);
        Path usedAgain = marked(locked("mtg-again", ALIVE), DEAD);
        Path starting = Files.createDirectory(temp.resolve("mtg-starting"));
        Path another = marked("other-dead", DEAD);

        StaleTempFolders.sweep(temp, "mtg-");

        assertThat(dead).doesNotExist();
        assertThat(deadUnderKafka).doesNotExist();
        assertThat(alive).exists();
        assertThat(usedAgain).exists();
        assertThat(starting).exists();
        assertThat(another).exists();
    }

    /** A user started {@code mtg up --data /tmp/mtg-data}, which was killed. */
    @Test
    void shouldKeepTheDataFolderOfAUser() throws IOException {
        Path data = locked("mtg-data", DEAD);

        StaleTempFolders.sweep(temp, "mtg-");

        assertThat(data.resolve("kafka")).exists();
    }

    @Test
    void shouldSweepATemporaryFolderOnlyAfterItsOwnerHasEnded() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.in(temp)) {
            TemporaryFolder.in(temp).close();
            assertThat(folder.path()).exists();

            marked(folder.path().getFileName().toString(), DEAD);
            TemporaryFolder.in(temp).close();
            assertThat(folder.path()).doesNotExist();
        }
    }

    private Path marked(String name, String owner) throws IOException {
        return marked(Files.createDirectories(temp.resolve(name)), owner);
    }

    private static Path marked(Path folder, String owner) throws IOException {
        Files.writeString(folder.resolve(StaleTempFolders.MARKER), owner);
        return folder;
    }

    private Path locked(String name, String owner) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name));
        Files.createDirectories(folder.resolve("kafka"));
        Files.writeString(folder.resolve(FolderLock.FILE), owner);
        return folder;
    }
}
