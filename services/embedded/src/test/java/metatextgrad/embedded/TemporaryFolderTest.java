package metatextgrad.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        List<Boolean> existed = new ArrayList<>();
        folder.closeOnExit(() -> existed.add(Files.exists(folder.path())));

        folder.endEarly();

        assertThat(existed).containsExactly(true);
        assertThat(temp).isEmptyDirectory();
        folder.close();
    }

    @Test
    void shouldKeepTheLogsOfAFailureUntilTheNextCommand() throws IOException {
        Path log;
        try (TemporaryFolder folder = TemporaryFolder.in(temp)) {
            folder.closeOnExit(() -> {});
            log = log(folder.path());
            Files.createDirectory(folder.path().resolve("kafka"));
            folder.keepLogs();
        }

        Path folder = log.getParent().getParent();
        assertThat(log).exists();
        assertThat(folder.resolve("kafka")).doesNotExist();
        Files.writeString(folder.resolve(StaleTempFolders.MARKER), "2147483646\n");
        TemporaryFolder.in(temp).close();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void shouldDeleteTheLogsOfSuccess() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.in(temp)) {
            folder.closeOnExit(() -> {});
            log(folder.path());
        }

        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void shouldExplainHowToChooseAnotherFolder() {
        Path missing = temp.resolve("missing");

        assertThatThrownBy(() -> TemporaryFolder.in(missing))
                .hasMessage(
                        "no temporary folder can be created in %s: free some space, or set JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER",
                        missing);
    }

    private static Path log(Path folder) throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        return Files.writeString(logs.resolve("mtg.log"), "line");
    }
}
