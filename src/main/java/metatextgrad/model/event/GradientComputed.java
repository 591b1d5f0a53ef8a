package metatextgrad.model.event;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.Demonstration;
import metatextgrad.model.Failure;
import metatextgrad.model.Gradient;
import metatextgrad.model.ProgramId;
import metatextgrad.model.Score;
import metatextgrad.model.Slot;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * The critiques of one train item, in one event per item. The list is empty if there is nothing to
 * criticise.
 *
 * @param demonstrations what each trainable call made of a right answer; empty for another one
 * @param skipped backward calls that {@code skipCorrect} made unnecessary
 * @param cost of the whole item: program, judge and backward
 * @param failure why a model gave no answer or no critique; else null
 */
public record GradientComputed(
        StepRef stepRef,
        Slot slot,
        TaskId task,
        ProgramId candidate,
        Score score,
        List<Gradient> gradients,
        List<Demonstration> demonstrations,
        int skipped,
        Cost cost,
        @Nullable Failure failure)
        implements TrialEvent {
    public GradientComputed {
        gradients = List.copyOf(gradients);
        demonstrations = List.copyOf(demonstrations);
    }
}
