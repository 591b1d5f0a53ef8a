package metatextgrad.cli.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import metatextgrad.cli.testing.CommandForTests;
import org.junit.jupiter.api.Test;

final class TaskLabelCommandTest {
    @Test
    void shouldRefuseABlankTask() {
        assertThat(CommandForTests.run(Map.of(), "tasks", "label", "p", " ", "--target", "r"))
                .isEqualTo(
                        new CommandForTests(
                                2,
                                "",
                                "mtg: TASK is blank: specify the id of a task, from mtg tasks audit PROJECT\n"));
    }

    @Test
    void shouldRefuseABlankTarget() {
        assertThat(CommandForTests.run(Map.of(), "tasks", "label", "p", "t1", "--target", " "))
                .isEqualTo(
                        new CommandForTests(
                                2, "", "mtg: --target is blank: specify the right answer\n"));
    }
}
