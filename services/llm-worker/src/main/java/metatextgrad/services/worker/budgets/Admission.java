package metatextgrad.services.worker.budgets;

import metatextgrad.model.event.BlockReason;

/** Whether a request may make its call now. */
public sealed interface Admission {
    /** It may. */
    record Go() implements Admission {}

    /** Calls in flight leave too little. Once they have ended it may be enough. */
    record Wait() implements Admission {}

    /** Not until a limit is raised, or the day ends. */
    record Park(BlockReason reason) implements Admission {}

    /**
     * Never: its run has spent its own budget.
     *
     * @param reason in one line
     */
    record Over(String reason) implements Admission {}

    /** Never: its run is cancelled. */
    record Cancelled() implements Admission {}
}
