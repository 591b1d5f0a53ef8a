package metatextgrad.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Test;

final class PromptPlaceholdersTest {
    private static final String PROJECT =
            """
            id: p
            evaluator: exact
            question-type: sorting
            program: {prompt: "%s", role: the prompt}
            models: {program: small, optimizer: large}
            """;

    @Test
    void shouldReportPlaceholdersOfAPrompt() {
        assertThatThrownBy(() -> Inputs.project("p.yaml", PROJECT.formatted("Sort {task}.")))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(
                        "p.yaml: the prompt of node `solve` has `{task}`, but a prompt is sent unchanged and the inputs follow it: remove the placeholder, or write `{{task}}` in the node's template");
    }

    @Test
    void shouldIgnoreOtherBraces() {
        String text = "Answer as {answer}, not {{other}}.";

        assertThat(Inputs.project("p.yaml", PROJECT.formatted(text)).seed().trainable())
                .extracting(call -> call.prompt().value())
                .containsExactly(text);
    }
}
