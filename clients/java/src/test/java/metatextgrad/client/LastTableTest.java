package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LastTableTest {
    @TempDir private Path temp;
    private final List<String> failures = new ArrayList<>();

    @Test
    void shouldKeepTheTableOfTheHighestSerial() {
        LastTable last = last(null);

        last.accept(Tables.json("dyck", 2, "two"));
        last.accept(Tables.json("dyck", 10, "ten"));
        last.accept(Tables.json("dyck", 9, "nine"));
        last.accept(Tables.json("dyck", 10, "another ten"));

        assertThat(version(last)).isEqualTo("ten");
        assertThat(failures).isEmpty();
    }

    @Test
    void shouldIgnoreTablesOfOtherProjects() {
        LastTable last = last(null);

        last.accept(Tables.json("support", 7, "other"));

        assertThat(last.table()).isEmpty();
    }

    @Test
    void shouldKeepItsTableWhenADamagedOneArrives() {
        LastTable last = last(null);
        last.accept(Tables.json("dyck", 1, "one"));

        last.accept("{\"project\": \"dyck\", \"ser".getBytes(UTF_8));

        assertThat(version(last)).isEqualTo("one");
        assertThat(failures)
                .containsExactly(
                        "cannot use a table: not JSON: expected a character or the end of a text at character 25");
    }

    @Test
    void shouldContinueWithTheTableOfTheFile() {
        Path file = temp.resolve("of the application").resolve("dyck.json");
        LastTable before = last(file);
        before.accept(Tables.json("dyck", 3, "three"));
        before.accept(Tables.json("dyck", 2, "two"));

        LastTable after = last(file);

        assertThat(version(after)).isEqualTo("three");
        after.accept(Tables.json("dyck", 2, "two"));
        assertThat(version(after)).isEqualTo("three");
        assertThat(failures).isEmpty();
        assertThat(file.getParent().toFile().list()).containsExactly("dyck.json");
    }

    @Test
    void shouldNotReplaceTheFileOfAProcessThatIsAhead() throws Exception {
        Path file = temp.resolve("dyck.json");
        LastTable behind = last(file);
        last(file).accept(Tables.json("dyck", 5, "five"));

        behind.accept(Tables.json("dyck", 4, "four"));
        behind.save();
        assertThat(version(behind)).isEqualTo("four");
        assertThat(Files.readAllBytes(file)).isEqualTo(Tables.json("dyck", 5, "five"));

        behind.accept(Tables.json("dyck", 6, "six"));
        assertThat(Files.readAllBytes(file)).isEqualTo(Tables.json("dyck", 6, "six"));
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"project\": \"dyck\", \"serial\": 3, \"vers", "\u0000\u0000"})
    void shouldReplaceADamagedFile(String damaged) throws Exception {
        Path file = Files.writeString(temp.resolve("dyck.json"), damaged);

        LastTable last = last(file);

        assertThat(last.table()).isEmpty();
        assertThat(failures).hasSize(1);
        last.accept(Tables.json("dyck", 1, "one"));
        assertThat(Files.readAllBytes(file)).isEqualTo(Tables.json("dyck", 1, "one"));
    }

    @Test
    void shouldWorkWithoutAFileThatCannotBeWritten() throws Exception {
        Path noFolder = Files.writeString(temp.resolve("a file"), "");

        LastTable last = last(noFolder.resolve("dyck.json"));
        last.accept(Tables.json("dyck", 1, "one"));

        assertThat(version(last)).isEqualTo("one");
        assertThat(failures)
                .containsExactly("cannot use the file: FileAlreadyExistsException: " + noFolder);
    }

    @Test
    void shouldSaveItsTableWhenTheFileCanBeWritten() throws Exception {
        Path folder = Files.writeString(temp.resolve("a file"), "");
        Path file = folder.resolve("dyck.json");
        LastTable last = last(file);
        last.accept(Tables.json("dyck", 1, "one"));

        Files.delete(folder);
        last.save();

        assertThat(Files.readAllBytes(file)).isEqualTo(Tables.json("dyck", 1, "one"));
        Files.delete(file);
        last.save();
        assertThat(file).as("it was saved before").doesNotExist();
    }

    private static String version(LastTable last) {
        return last.table().orElseThrow().prompt("user").version();
    }

    private LastTable last(Path file) {
        ClientFailureListener listener = (message, cause) -> failures.add(message);
        return new LastTable(
                "dyck",
                file == null ? null : new TableFile(file, new FailureLog("use the file", listener)),
                new FailureLog("use a table", listener));
    }
}
