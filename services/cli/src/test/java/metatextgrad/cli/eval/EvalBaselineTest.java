package metatextgrad.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.cli.testing.Repository;
import metatextgrad.model.ProjectId;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check of a pull request needs no Kafka if the served prompts are in a file. */
final class EvalBaselineTest {
    private static final ProjectId DYCK = new ProjectId("dyck");
    private static final String TABLE =
            """
            {"project": "dyck", "serial": 4,
             "versions": [{"version": "aaa1", "text": "One.", "program": %s}],
             "labels": {"production": "aaa1", "eu": "bbb2", "old": "ccc3"},
             "labelled": [{"version": "aaa1", "program": %s}, {"version": "bbb2", "program": %s},
               {"version": "ccc3", "text": null, "program": null}]}"""
                    .formatted(program("One."), program("One."), program("Two."));

    @TempDir private Path temp;

    @Test
    void shouldReadAVersionByLabelOrId() throws Exception {
        Path file = file(TABLE);

        assertThat(prompt(file, "production")).isEqualTo("One.");
        assertThat(prompt(file, "eu")).isEqualTo("Two.");
        assertThat(prompt(file, "bbb2")).isEqualTo("Two.");
        assertThat(prompt(file, "aa")).isEqualTo("One.");
    }

    @Test
    void shouldReadTheVersionOfOneLabel() throws Exception {
        Path file =
                file(
                        """
                        {"project": "dyck", "serial": 4, "label": "staging", "version": "bbb2",
                         "text": "Two.", "program": %s}"""
                                .formatted(program("Two.")));

        assertThat(prompt(file, "staging")).isEqualTo("Two.");
        refused(file, "production", Exit.NOT_FOUND, "no label or version production: " + file);
    }

    @Test
    void shouldReadAnotherProjectFile() throws Exception {
        Path file = file(Repository.read("examples/dyck.yaml"));

        assertThat(prompt(file, "production")).startsWith("You complete sequences of brackets.");
    }

    @Test
    void shouldNameTheProblemOfAFile() throws Exception {
        Path file = file(TABLE);

        refused(file, "old", Exit.NOT_FOUND, "has no text of old");
        refused(file, "us", Exit.NOT_FOUND, "no label or version us");
        assertThatThrownBy(() -> EvalBaseline.in(file, new ProjectId("other"), "production"))
                .hasMessageContaining("has the prompts of project `dyck`, not of other");
        refused(file("{"), "production", Exit.CONFIGURATION, "is not JSON");
        refused(
                file("{\"project\": \"dyck\", \"version\": \"a\", \"program\": {}}"),
                "a",
                Exit.CONFIGURATION,
                "the program of a: nodes: is missing");
    }

    private static void refused(Path file, String name, Exit exit, String message) {
        assertThatThrownBy(() -> EvalBaseline.in(file, DYCK, name))
                .isInstanceOfSatisfying(
                        EnvironmentProblem.class,
                        problem -> assertThat(problem.exit()).isEqualTo(exit))
                .hasMessageContaining(message);
    }

    private static String prompt(Path file, String name) {
        return String.valueOf(EvalBaseline.in(file, DYCK, name).program().onlyPrompt());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(temp, "prompts", ".json"), text);
    }

    private static String program(String prompt) {
        return """
               {"nodes": [{"type": "llm", "id": "solve", "inputs": ["task"],
                 "prompt": {"role": "a prompt", "value": "%s"}}], "output": "solve"}"""
                .formatted(prompt);
    }
}
