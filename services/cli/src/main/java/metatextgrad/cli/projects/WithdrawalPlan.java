package metatextgrad.cli.projects;

import metatextgrad.model.VersionId;

/** What to do about a serving table, so that no version which quotes a group serves users. */
sealed interface WithdrawalPlan {
    /** A pin already keeps a champion that quotes nothing. */
    record KeepPin() implements WithdrawalPlan {}

    /**
     * The champion quotes nothing, and the rule would let a version serve that quotes. Only a pin
     * is sure to be in time.
     */
    record Pin() implements WithdrawalPlan {}

    /** The champion quotes nothing, and no rule lets a version serve that quotes. */
    record KeepChampion() implements WithdrawalPlan {}

    /**
     * The champion quotes, and an earlier one does not.
     *
     * @param to the earlier champion
     * @param pin whether it is pinned at the end
     */
    record RollBack(VersionId to, boolean pin) implements WithdrawalPlan {}

    /** The champion quotes, and so do all earlier ones. */
    record Wait() implements WithdrawalPlan {}
}
