package metatextgrad.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;

/** A round improves the description of one phase, which may be any of them. */
final class MetaPromptOptimizerTest {
    private static final OptimizerSpec BOTH =
            new OptimizerSpec(
                    "both",
                    List.of(
                            Strategies.plain("adas").withTaskDescription("You design."),
                            Strategies.plain("tgd").withTaskDescription("You write.")));
    private static final TaskSubmitted ITEM =
            new TaskSubmitted(
                    new ProjectId("p"), new TaskId("t"), "How many?", "4", null, null, null);

    @Test
    void shouldShowTheDescriptionAndTheAspectOfThePhase() {
        assertThat(request(0))
                .contains(
                        "<TASK_DESCRIPTION>\nYou design.\n</TASK_DESCRIPTION>",
                        "this aspect of the pipeline: structure.");
        assertThat(request(1))
                .contains(
                        "<TASK_DESCRIPTION>\nYou write.\n</TASK_DESCRIPTION>",
                        "this aspect of the pipeline: prompt.");
    }

    @Test
    void shouldReplaceTheDescriptionOfThatPhaseAlone() {
        String reply = "{\"improved_task_description\": \"You think.\"}";
        TextRules rules = new TextRules("counting", List.of(ITEM), 8);

        assertThat(MetaPromptOptimizer.read(BOTH, 0, reply, rules))
                .isEqualTo(
                        new ParsedProposal.Valid(
                                new OptimizerSpec(
                                        "both",
                                        List.of(
                                                Strategies.plain("adas")
                                                        .withTaskDescription("You think."),
                                                BOTH.phases().getLast()))));
    }

    private static String request(int phase) {
        return MetaPromptOptimizer.request(BOTH, phase, "counting", ITEM, "").getFirst().content();
    }
}
