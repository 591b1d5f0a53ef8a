package metatextgrad.services.worker;

import metatextgrad.model.BlockReason;

/** Whether an ask may buy its call now. */
sealed interface Admission {
    /** It may. */
    record Go() implements Admission {}

    /** What calls under way may take leaves too little; when they have ended it may be enough. */
    record Wait() implements Admission {}

    /** Not until somebody raises a limit, or the day ends. */
    record Park(BlockReason reason) implements Admission {}

    /**
     * Never: its run has spent what it may.
     *
     * @param reason in one line
     */
    record Over(String reason) implements Admission {}

    /** Never: its run is over. */
    record Cancelled() implements Admission {}
}
