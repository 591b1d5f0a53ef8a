package metatextgrad.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateFolderTest {
    @TempDir private Path temp;

    @BeforeEach
    void requireRights() {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("unix"),
                "the file system has no rights of users");
    }

    @Test
    @DisplayName("DEFECT 15: other users cannot read a data folder, new or old")
    void defect15ShouldRemoveTheRightsOfOthersFromADataFolder() throws IOException {
        Path old = Files.createDirectory(temp.resolve("old"));
        set(old, "rwxr-xr-x");

        FolderLock.take(old).close();
        FolderLock.take(temp.resolve("new").resolve("data")).close();

        assertThat(rights(old)).isEqualTo("rwx------");
        assertThat(rights(temp.resolve("new").resolve("data"))).isEqualTo("rwx------");
    }

    @Test
    void shouldGiveTheOwnerNoNewRights() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("read-only"));
        set(folder, "r-xr-x---");

        assertThat(rights(PrivateFolder.create(folder))).isEqualTo("r-x------");
    }

    @Test
    void shouldKeepTheRightsOfAFolderThatAllUsersShare() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("shared"));
        Files.setAttribute(folder, "unix:mode", 01777);

        assertThat(rights(PrivateFolder.create(folder))).isEqualTo("rwxrwxrwx");
    }

    private static void set(Path folder, String rights) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
    }

    private static String rights(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
