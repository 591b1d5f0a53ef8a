package metatextgrad.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import metatextgrad.candidate.Quotes;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/**
 * Whether a program copies from the tasks that its run may read. It is checked when its validation
 * begins, since no program becomes a result without one, and intake has the tasks of the set. Pure.
 */
enum QuoteCheck {
    CLEAN,
    COPIES,
    /** A task of the set has not arrived. */
    WAITING;

    /** Whether a request begins a validation whose program may copy from no task. */
    static boolean isDue(BatchRequested request) {
        return request.settings().guard().known() != null
                && request.split() == Split.VAL
                && request.range().from() == 0
                && request.range().size() > 0;
    }

    static QuoteCheck of(
            BatchRequested request,
            Snapshot snapshot,
            Function<TaskId, @Nullable TaskSubmitted> arrived) {
        List<String> read = new ArrayList<>();
        for (Split split : List.of(Split.TRAIN, Split.VAL))
            for (TaskId id : snapshot.ids(split)) {
                TaskSubmitted task = arrived.apply(id);
                if (task == null) return WAITING;
                read.add(task.input());
                if (task.target() != null) read.add(task.target());
            }
        List<String> known = request.settings().guard().known();
        if (known == null) return CLEAN;
        return Quotes.first(request.program(), read, known).isPresent() ? COPIES : CLEAN;
    }
}
