package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmark files themselves, which are no part of the project (METHOD §3.6). */
final class BigBenchHardTest {
    @ParameterizedTest
    @ValueSource(strings = {"dyck_languages", "word_sorting", "object_counting"})
    void shouldReadTheBenchmarkByPosition(String family) throws IOException {
        Path file = Path.of("../../shared/data/bbh", family + ".json");
        assumeTrue(Files.exists(file), "BIG-Bench Hard is not at " + file);
        TaskSet set =
                TaskFile.read(
                        Files.readString(file),
                        new ProjectId("bbh"),
                        family,
                        new SplitCounts(50, 100, 0, 100),
                        any -> null,
                        false);
        assertThat(set.tasks()).hasSize(250);
        assertThat(count(set, Split.TRAIN)).isEqualTo(50);
        assertThat(count(set, Split.VAL)).isEqualTo(100);
        assertThat(count(set, Split.TEST)).isEqualTo(100);
    }

    private static long count(TaskSet set, Split split) {
        return set.tasks().stream().map(TaskSubmitted::split).filter(split::equals).count();
    }
}
