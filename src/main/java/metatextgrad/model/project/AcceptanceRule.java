package metatextgrad.model.project;

/** The two rules that decide whether a search keeps a proposal (METHOD §4.4). */
public enum AcceptanceRule {
    /** Only a strictly higher score replaces the incumbent; a tie keeps it. */
    PAPER,
    /**
     * The rule of TextGrad: only a lower score restores the incumbent; a tie keeps the new program.
     */
    REVERT
}
