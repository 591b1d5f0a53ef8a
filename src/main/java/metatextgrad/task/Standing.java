package metatextgrad.task;

import metatextgrad.model.Snapshot;

/** How far an announced set is. */
sealed interface Standing {
    /** Not all tasks are in, or the frozen set is not read back yet. */
    record Waiting() implements Standing {}

    /** Exactly the announced tasks are in. */
    record Complete(Snapshot snapshot) implements Standing {}

    /** Read back from the log: the first of its id. */
    record Frozen(Snapshot snapshot) implements Standing {}

    /** It never will be frozen. */
    record Never(String reason) implements Standing {}
}
