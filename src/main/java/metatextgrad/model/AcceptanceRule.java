package metatextgrad.model;

/** The two rules that keep a proposal inside a search (METHOD §4.4). */
public enum AcceptanceRule {
    /** Only a strictly higher score replaces; ties keep the incumbent. */
    PAPER,
    /** TextGrad: go back only if the new score is lower; ties keep the new. */
    REVERT
}
