package metatextgrad.experiment;

/** What an experiment says about the meta level, against the control that spends as much. */
public enum Verdict {
    /** Above restarts and above the placebo, with 95 % intervals above 0. */
    BETTER,
    /** Neither better nor worse was shown. */
    EQUAL,
    /** Below restarts, with a 95 % interval below 0. */
    WORSE
}
