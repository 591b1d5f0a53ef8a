package metatextgrad.model.event;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.ProgramId;
import metatextgrad.model.Score;
import metatextgrad.model.Slot;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Score and criticism of one answer.
 *
 * @param trace the facts that gradients need; null outside training, since only ids, outcome and
 *     score of val, gate and test items leave this service
 * @param failure why no model answered, or why its answer has no usable text; null if it has
 * @param cost of program and judge
 */
public record TextualLoss(
        StepRef stepRef,
        Slot slot,
        TaskId task,
        ProgramId candidate,
        Score score,
        @Nullable Trace trace,
        @Nullable Failure failure,
        Cost cost)
        implements TrialEvent {
    /** The item with its outputs, its answer and the evaluator's criticism in words. */
    public record Trace(Item item, List<NodeOutput> outputs, String answer, String criticism) {
        public Trace {
            outputs = List.copyOf(outputs);
        }
    }
}
