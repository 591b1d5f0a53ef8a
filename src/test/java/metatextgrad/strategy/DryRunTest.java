package metatextgrad.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.Aspect;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import org.junit.jupiter.api.Test;

final class DryRunTest {
    @Test
    void shouldRunEveryStrategyOnTheClassPath() {
        for (String name : Strategies.names()) {
            OptimizerSpec spec = new OptimizerSpec(name, List.of(Strategies.plain(name)));
            assertThat(DryRun.check(spec, program(true))).as(name).isEmpty();
        }
    }

    @Test
    void shouldReportTheStepThatFails() {
        OptimizerSpec spec =
                new OptimizerSpec(
                        "two", List.of(Strategies.plain("adas"), Strategies.plain("tgd")));

        assertThat(DryRun.check(spec, program(false)))
                .contains("step 1 of `adas` does not run: no critique wants a change");
    }

    @Test
    void shouldReportAnExceptionOfAStrategy() {
        Phase unknown = Phase.plain("nobody", Aspect.PROMPT, 1, "You improve.");

        assertThat(DryRun.check(new OptimizerSpec("x", List.of(unknown)), program(true)))
                .hasValueSatisfying(
                        problem ->
                                assertThat(problem)
                                        .startsWith(
                                                "step 1 of `nobody` does not run: IllegalArgumentException: no strategy nobody"));
    }

    private static Program program(boolean trainable) {
        Variable prompt = new Variable("You solve.", "a prompt", trainable);
        return new Program(
                List.of(new Node.LlmCall("solve", prompt, List.of(Node.TASK), null, false)),
                "solve");
    }
}
