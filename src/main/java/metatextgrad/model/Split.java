package metatextgrad.model;

/** What a task is used for, decided once and for ever (METHOD §3.5). */
public enum Split {
    /** Feeds gradients and the examples shown to the meta-optimizer. */
    TRAIN,
    /** Every score that selects something; the search may look as often as it likes. */
    VAL,
    /** Unspent items of the promotion gate, never seen by a search. */
    GATE,
    /** Read once, after the last decision. */
    TEST,
    /** Traffic that is in no set. */
    LIVE
}
