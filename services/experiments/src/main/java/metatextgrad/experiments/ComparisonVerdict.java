package metatextgrad.experiments;

/** The verdict of an experiment on the meta level, against the controls with as many calls. */
public enum ComparisonVerdict {
    /**
     * Above the restarts, above the restarts by dollars and above the placebo, with 95 % intervals
     * above 0.
     */
    BETTER,
    /** The experiment shows no difference. */
    EQUAL,
    /** Below the restarts with as many calls, with a 95 % interval below 0. */
    WORSE,
    /** There are too few seeds for a verdict. */
    TOO_FEW_SEEDS
}
