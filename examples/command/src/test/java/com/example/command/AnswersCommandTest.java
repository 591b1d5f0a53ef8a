package com.example.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import metatextgrad.cli.testing.CommandForTests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command as users do, through the command line of {@code mtg}. */
final class AnswersCommandTest {
    @TempDir private Path folder;
    private Path tasks;

    @BeforeEach
    void writeTasks() throws IOException {
        tasks =
                Files.writeString(
                        folder.resolve("tasks.jsonl"),
                        """
                        {"input": "1 + 1", "target": "2"}
                        {"input": "2 + 2", "target": "4"}
                        {"input": "1 + 3", "target": "4"}
                        """);
    }

    @Test
    void shouldCountTheExpectedAnswers() {
        assertThat(mtg("answers", tasks.toString()))
                .isEqualTo(
                        new CommandForTests(
                                0, "answer  tasks\n4           2\n2           1\n", ""));
    }

    @Test
    void shouldPrintJson() {
        assertThat(mtg("answers", "-o", "json", tasks.toString()).out())
                .contains(
                        "\"answers\":[{\"answer\":\"4\",\"tasks\":2},{\"answer\":\"2\",\"tasks\":1}]");
    }

    @Test
    void shouldBeListedInTheHelp() {
        assertThat(mtg("--help").out()).contains("Counts the expected answers in a file of tasks.");
    }

    private static CommandForTests mtg(String... arguments) {
        return CommandForTests.run(Map.of(), arguments);
    }
}
