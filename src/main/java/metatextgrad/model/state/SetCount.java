package metatextgrad.model.state;

import metatextgrad.model.Row;

/** The number of received tasks of a finite set, so that each new task needs no scan of the set. */
public record SetCount(int tasks) implements Row {
    public SetCount {
        if (tasks < 0) throw new IllegalArgumentException("tasks is negative: " + tasks);
    }
}
