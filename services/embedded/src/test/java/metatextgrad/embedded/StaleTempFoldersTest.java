package metatextgrad.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.process.FolderLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StaleTempFoldersTest {
    @TempDir private Path temp;

    @Test
    void shouldDeleteOnlyFoldersOfTerminatedProcesses() throws IOException {
        Path dead = folder("mtg-dead", "2147483646\n");
        Path alive = folder("mtg-alive", ProcessHandle.current().pid() + "\n");
        Path starting = Files.createDirectory(temp.resolve("mtg-starting"));
        Path another = folder("other-dead", "2147483646\n");

        StaleTempFolders.sweep(temp, "mtg-");

        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
        assertThat(starting).exists();
        assertThat(another).exists();
    }

    private Path folder(String name, String owner) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name));
        Files.createDirectories(folder.resolve("kafka"));
        Files.writeString(folder.resolve(FolderLock.FILE), owner);
        return folder;
    }
}
