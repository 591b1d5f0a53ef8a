package metatextgrad.model;

/** The use of a task, decided once and permanently (METHOD §3.5). */
public enum Split {
    /** Feeds gradients and the examples shown to the meta-optimizer. */
    TRAIN,
    /** The training tasks of a step once more, to score its proposal on them; no critiques. */
    TRAIN_AGAIN,
    /** Feeds every score that selects something; the search may use it any number of times. */
    VAL,
    /** Unused items for the promotion gate, never seen by a search. */
    GATE,
    /** Read once, after the last decision. */
    TEST,
    /** Traffic that belongs to no set. */
    LIVE;

    /** Whether its items are a training batch. */
    public boolean isTraining() {
        return this == TRAIN || this == TRAIN_AGAIN;
    }
}
