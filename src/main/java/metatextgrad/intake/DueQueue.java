package metatextgrad.intake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.RowKey;
import metatextgrad.intake.IntakeKeys.Due;
import metatextgrad.model.TaskId;
import metatextgrad.model.state.TaskDue;

/** What becomes due as the time of a project's events passes. */
record DueQueue(DecisionBuilder decision, IntakeKeys keys) {
    /** The most that one event handles: what is left waits for the next one. */
    private static final int MOST = 100;

    void add(Due kind, Instant at, TaskId task) {
        decision.put(keys.due(kind, at, task), new TaskDue(task));
    }

    void remove(Due kind, Instant at, TaskId task) {
        decision.delete(keys.due(kind, at, task));
    }

    /** Removes and returns the tasks of this kind that are due now. */
    List<TaskId> take(Due kind, Instant now) {
        return take(kind, now, MOST);
    }

    /** Removes and returns the first tasks of this kind that are due now: at most so many. */
    List<TaskId> take(Due kind, Instant now, int most) {
        String end = keys.due(kind, now.plusMillis(1), new TaskId("0")).text();
        List<TaskId> due = new ArrayList<>();
        for (RowKey<TaskDue> key : decision.keys(keys.due(kind), most)) {
            if (key.text().compareTo(end) >= 0) break;
            due.add(requireNonNull(decision.get(key)).task());
            decision.delete(key);
        }
        return due;
    }
}
