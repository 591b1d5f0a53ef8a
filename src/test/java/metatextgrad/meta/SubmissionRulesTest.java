package metatextgrad.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;

final class SubmissionRulesTest {
    private static final Project PROJECT = RunEventSamples.request(0).project();
    private static final TaskSubmitted TASK =
            new TaskSubmitted(
                    RunEventSamples.PROJECT,
                    new TaskId("t"),
                    "one two three four five six seven eight nine",
                    "ten",
                    "set",
                    Split.TRAIN,
                    null);

    @Test
    void shouldFindCopiesOfTrainingItems() {
        OptimizerSpec spec = described("Say two three four five six seven eight nine, всегда.");
        assertThat(SubmissionRules.copies(spec, PROJECT, List.of(TASK)))
                .containsExactly(
                        "it copies from a question or an answer: `two three four five six seven eight nine`; describe the kind of question instead");
        assertThat(SubmissionRules.copies(described("Говори."), PROJECT, List.of(TASK))).isEmpty();
    }

    private static OptimizerSpec described(String text) {
        return new OptimizerSpec("own", List.of(Strategies.plain("tgd").withTaskDescription(text)));
    }
}
