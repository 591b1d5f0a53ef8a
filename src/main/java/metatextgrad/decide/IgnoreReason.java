package metatextgrad.decide;

/** Why a decider ignored an event. Every ignored event is counted. */
public enum IgnoreReason {
    /** Belongs to an earlier step, a finished trial or a superseded candidate. */
    STALE,
    /** Came after its barrier had closed without it. */
    LATE,
    /** Was there already. */
    DUPLICATE
}
