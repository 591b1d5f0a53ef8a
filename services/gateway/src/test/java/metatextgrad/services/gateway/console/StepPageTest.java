package metatextgrad.services.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Item;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.LoopSettings.Targets;
import metatextgrad.model.project.Project;
import metatextgrad.services.gateway.records.StepRecords.BatchItem;
import org.junit.jupiter.api.Test;

/** Whether the page of a step shows the right answers of its batch. */
final class StepPageTest {
    @Test
    void shouldShowThePublicRightAnswer() {
        StepPage.Item shown = item(Targets.PUBLIC);
        assertThat(shown.input()).isEqualTo("Who wrote it? Ada Lovelace did.");
        assertThat(shown.expected()).isEqualTo("Ada Lovelace");
        assertThat(shown.answer()).isEqualTo("It was Ada Lovelace, I think.");
    }

    @Test
    void shouldShowNoPrivateRightAnswer() {
        StepPage.Item shown = item(Targets.PRIVATE);
        assertThat(shown.input()).isEqualTo("Who wrote it? [private answer] did.");
        assertThat(shown.expected()).isEmpty();
        assertThat(shown.answer()).isEqualTo("It was [private answer], I think.");
        assertThat(shown.toString()).doesNotContain("Lovelace");
    }

    private static StepPage.Item item(Targets targets) {
        Project project = TaskPageTest.project(targets);
        StepRef step = new StepRef(project.id(), new RunId("run"), new TrialId("trial"), 1, 0);
        Slot slot = new Slot(Split.TRAIN, 0);
        TaskSubmitted task =
                new TaskSubmitted(
                        project.id(),
                        new TaskId("t"),
                        "Who wrote it? Ada Lovelace did.",
                        "Ada Lovelace",
                        null,
                        null,
                        null);
        TextualLoss loss =
                new TextualLoss(
                        step,
                        slot,
                        task.id(),
                        project.seed().id(),
                        Score.WRONG,
                        new TextualLoss.Trace(
                                new Item(step, slot, task, project.seed(), project.loop()),
                                List.of(),
                                "It was Ada Lovelace, I think.",
                                "The answer is not the expected one."),
                        null,
                        Cost.NONE);
        return StepPage.Item.of(new BatchItem(loss, null, null));
    }
}
