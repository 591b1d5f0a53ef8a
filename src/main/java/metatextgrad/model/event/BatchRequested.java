package metatextgrad.model.event;

import java.util.List;
import metatextgrad.model.Program;
import metatextgrad.model.Range;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.project.LoopSettings;

/**
 * The optimizer's request for tasks. The answer depends only on snapshot, seed, step and range,
 * never on time.
 *
 * @param seed batch order; the same for all trials of a run
 * @param draw place in the train list of the pair for the next meta prompt; -1 for none
 * @param first tasks that come first in the list; the others follow in their order
 */
public record BatchRequested(
        StepRef stepRef,
        SnapshotSpec snapshot,
        Split split,
        Range range,
        Program program,
        LoopSettings settings,
        long seed,
        int draw,
        List<TaskId> first)
        implements TrialEvent {
    public static final int NO_DRAW = -1;

    public BatchRequested {
        first = List.copyOf(first);
    }

    @Override
    public String key() {
        return stepRef.project().value();
    }
}
