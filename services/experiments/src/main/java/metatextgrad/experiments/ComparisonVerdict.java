package metatextgrad.experiments;

/** The verdict of an experiment on the meta level, against the control with as many requests. */
public enum ComparisonVerdict {
    /** Above restarts and above the placebo, with 95 % intervals above 0. */
    BETTER,
    /** The experiment shows no difference. */
    EQUAL,
    /** Below restarts, with a 95 % interval below 0. */
    WORSE
}
