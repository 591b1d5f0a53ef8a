package metatextgrad.decide;

/** What a decider saw and left alone; counted, never silent. */
public enum IgnoreReason {
    /** Belongs to an earlier step, a finished trial or a superseded candidate. */
    STALE,
    /** Came after its barrier had closed without it. */
    LATE,
    /** Was there already. */
    DUPLICATE
}
