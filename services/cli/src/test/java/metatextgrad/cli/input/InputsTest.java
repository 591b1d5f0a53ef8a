package metatextgrad.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.cli.testing.Repository;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputsTest {
    /** Its evaluator needs a number as the target. */
    private static final Project COUNTING =
            Inputs.project(Repository.ROOT.resolve("examples/object-counting.yaml"));

    @TempDir private Path temp;

    @Test
    void shouldAcceptTrafficWhoseRightAnswersComeLater() throws IOException {
        Path file = file("{\"input\": \"a\"}\n{\"input\": \"a\"}\n");

        assertThat(Inputs.traffic(file, COUNTING, null, null, false).tasks())
                .extracting(TaskSubmitted::input)
                .containsExactly("a", "a");
        Path bad = file("{\"input\": \"a\", \"target\": \"many\"}\n");
        assertThatThrownBy(() -> Inputs.traffic(bad, COUNTING, null, null, false))
                .hasMessageContaining("line 1: evaluator");
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(temp.resolve("traffic.jsonl"), lines);
    }
}
