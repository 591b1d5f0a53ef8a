package metatextgrad.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import metatextgrad.model.ModelRole;
import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Test;

final class MaskedPromptsTest {
    private static final String PROJECT =
            """
            id: p
            evaluator: exact
            question-type: letters
            program: {prompt: "Sign with help@example.org.", role: the prompt}
            models: {program: small, optimizer: large}
            """;

    @Test
    void shouldReportThatARewriteWouldLoseIt() {
        assertThatThrownBy(() -> Inputs.project("p.yaml", PROJECT))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(
                        "p.yaml: the prompt of node `solve` has text that models that rewrite it (optimizer) see as `[e-mail]`, so a rewrite would lose it: remove the text, or add these roles to `raw-text`");
    }

    @Test
    void shouldAcceptItIfTheOptimizerSeesIt() {
        assertThat(Inputs.project("p.yaml", PROJECT + "raw-text: [optimizer]").loop().rawText())
                .containsExactly(ModelRole.OPTIMIZER);
    }
}
