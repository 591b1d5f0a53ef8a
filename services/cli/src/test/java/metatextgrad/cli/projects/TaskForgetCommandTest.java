package metatextgrad.cli.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import metatextgrad.cli.testing.CommandForTests;
import org.junit.jupiter.api.Test;

final class TaskForgetCommandTest {
    @Test
    void shouldRefuseABlankGroup() {
        assertThat(CommandForTests.run(Map.of(), "tasks", "forget", "p", "--group", " "))
                .isEqualTo(
                        new CommandForTests(
                                2,
                                "",
                                "mtg: --group is blank: specify the group or user of the tasks\n"));
    }
}
