package metatextgrad.model;

/** How many tasks of a finite set are in, so that not every task scans the set. */
public record SetCount(int tasks) implements Row {
    public SetCount {
        if (tasks < 0) throw new IllegalArgumentException("tasks is negative: " + tasks);
    }
}
