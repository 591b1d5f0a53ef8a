package metatextgrad.decide;

/** Why a decider ignored an event. Every ignored event is counted. */
public enum IgnoreReason {
    /** It belongs to an earlier step, a finished trial or a superseded candidate. */
    STALE,
    /** It arrived after its barrier had closed without it. */
    LATE,
    /** It is a duplicate. */
    DUPLICATE
}
