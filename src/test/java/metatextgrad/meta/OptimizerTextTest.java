package metatextgrad.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;

/** The text of an optimizer describes each strategy. */
final class OptimizerTextTest {
    @Test
    void shouldDescribeEachStrategyInItsOwnWords() {
        OptimizerSpec spec =
                new OptimizerSpec(
                        "both",
                        List.of(
                                Strategies.plain("adas").withSteps(2).withTaskDescription("A."),
                                Strategies.plain("tgd").withSteps(4).withTaskDescription("B.")));
        assertThat(OptimizerText.of(spec))
                .isEqualTo(
                        """
                        Optimizer both, 6 steps in all.
                        Phase 1: strategy adas, improves the structure, 2 steps.
                        In each step it runs the pipeline on a batch of examples, collects the criticism of each prompt, and rewrites the whole pipeline, its nodes and their prompts, and so overwrites prompts tuned before. A pipeline consists of nodes of four types: llm calls a model with a prompt, split cuts a text into parts, aggregate joins texts, and extract takes out a part of a text by a pattern. It shows the criticism of 0 past steps and 0 past versions.
                        Its task description:
                        A.
                        Phase 2: strategy tgd, improves the prompt, 4 steps.
                        In each step it runs the pipeline on a batch of examples, collects the criticism of each prompt, and rewrites the prompts of the pipeline one by one, from the criticism of each. It shows the criticism of 0 past steps and 0 past versions.
                        Its task description:
                        B.""");
    }

    @Test
    void shouldDescribeExamplesAndEdits() {
        assertThat(Strategies.step("demos"))
                .isEqualTo(
                        "In each step it runs the pipeline on a batch of examples and shows inputs of"
                                + " the batch that were answered rightly at the end of each prompt, with"
                                + " the replies they got, and changes no other text. No model reads its"
                                + " task description. ");
        assertThat(Strategies.step("edits"))
                .isEqualTo(
                        "In each step it runs the pipeline on a batch of examples, collects the"
                                + " criticism of each prompt, and changes each criticised prompt of the"
                                + " pipeline by at most 4 edits, each with an exact quote of the text it"
                                + " changes, and leaves the rest as it is. ");
    }

    /** In a race each step is a trial of its own, so it shows nothing of past ones. */
    @Test
    void shouldDescribeWhatIsShownOfPastStepsExceptInARace() {
        OptimizerSpec spec =
                new OptimizerSpec(
                        "a", List.of(Strategies.plain("edits").withTaskDescription("C.")));
        String past =
                " It shows the edits refused in the last 5 steps. It shows the criticism of 0 past"
                        + " steps and 0 past versions.";
        assertThat(OptimizerText.of(spec)).contains("leaves the rest as it is." + past + "\nIts");
        assertThat(OptimizerText.inRace(spec))
                .isEqualTo(OptimizerText.of(spec).replace(past, ""))
                .contains("leaves the rest as it is.\nIts task description:\nC.");
    }

    @Test
    void shouldShowAStrategyThatIsNotOnTheClassPath() {
        assertThat(
                        OptimizerText.of(
                                new OptimizerSpec(
                                        "a", List.of(Phase.plain("own", Aspect.PROMPT, 1, "C.")))))
                .startsWith(
                        "Optimizer a, 1 steps in all.\nPhase 1: strategy own, improves the prompt, 1"
                                + " steps.\nIt shows the criticism");
    }
}
