package metatextgrad.services.worker.budgets;

import metatextgrad.model.project.BlockReason;

/** The decision whether a request may make its call now. */
public sealed interface Admission {
    /** The call may start. */
    record Go() implements Admission {}

    /** Calls in flight reserve the rest of the budget. It may suffice after they end. */
    record Wait() implements Admission {}

    /** The request waits until a limit is raised or the day ends. */
    record Park(BlockReason reason) implements Admission {}

    /**
     * The call never starts: its run has spent its own budget.
     *
     * @param reason in one line
     */
    record Over(String reason) implements Admission {}

    /** The call never starts: its run is cancelled. */
    record Cancelled() implements Admission {}
}
