package metatextgrad.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** {@code examples/dyck.jsonl} comes from our generator: it has no item of a benchmark. */
final class ExampleTasksTest {
    private static final Path FILE = Path.of("..").resolve("examples/dyck.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldBeWhatTheGeneratorMakes() throws IOException {
        List<String> made = new ArrayList<>();
        for (TaskSubmitted task :
                new DyckTasks().generate(new ProjectId("dyck"), "example", 250, 1)) {
            Map<String, String> fields =
                    new TreeMap<>(
                            Map.of("input", task.input(), "target", String.valueOf(task.target())));
            made.add(JSON.writeValueAsString(fields));
        }

        assertThat(Files.readAllLines(FILE)).isEqualTo(made);
    }
}
