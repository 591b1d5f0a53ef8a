package metatextgrad.experiments.real.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.experiments.real.DataUnavailable;
import metatextgrad.experiments.real.StudyRows;
import metatextgrad.model.event.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows that a script has fetched lie in the cache folder. */
final class FetchedTaskTest {
    private static final FetchedTask TASK = FetchedTask.functions();

    @TempDir private Path cache;

    @Test
    void shouldTakeTheFirstRowsForTrainingAndTheRestForTheTest() throws Exception {
        write(IntStream.range(0, 520).mapToObj(FetchedTaskTest::row).toList());
        StudyRows rows = TASK.rows(cache);
        assertThat(rows.train()).isEqualTo(60);
        assertThat(rows.others()).hasSize(120);
        assertThat(rows.test()).hasSize(400);
        assertThat(rows.test().getFirst().id()).hasToString("functions-120");
        assertThat(rows.test())
                .extracting(TaskSubmitted::target)
                .containsOnly("{\"call\": \"none\"}");
    }

    @Test
    void shouldReportAFileThatIsNotWhole() throws Exception {
        write(List.of(row(0)));
        assertThatThrownBy(() -> TASK.rows(cache))
                .isInstanceOf(DataUnavailable.class)
                .hasMessage(file() + " has 1 rows, not 520: remove it");
        write(List.of(row(0), "{\"input\":"));
        assertThatThrownBy(() -> TASK.rows(cache))
                .isInstanceOf(DataUnavailable.class)
                .hasMessage(file() + " cannot be read, at row 2: remove it");
    }

    private void write(List<String> lines) throws IOException {
        Files.write(file(), lines);
    }

    private Path file() {
        return cache.resolve("functions.jsonl");
    }

    private static String row(int number) {
        return "{\"input\": \"request %d\", \"target\": \"{\\\"call\\\": \\\"none\\\"}\"}"
                .formatted(number);
    }
}
