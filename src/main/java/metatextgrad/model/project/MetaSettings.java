package metatextgrad.model.project;

import org.jspecify.annotations.Nullable;

/**
 * How the meta level searches (METHOD §§1.4, 1.5, 1.7).
 *
 * @param promptRounds rounds J_p of the meta prompt optimizer per base optimizer, 0 or more
 * @param structureRounds rounds J_s of the meta structure optimizer, 0 or more
 * @param repairs how often a structure that fails its checks is sent back with its errors, 0 to 3
 * @param margin by how much a proposal must beat the best one; 0 is the paper's strict "greater"
 * @param initialScore the score that the first proposal is compared with
 * @param leakTokens number of consecutive words or signs shared with a training item that makes a
 *     proposal invalid; 0 turns the check off
 * @param mode which search the run does
 * @param parents which program a step of a race starts from
 * @param control name of the experiment control that replaces the meta model's proposals; null in a
 *     normal run
 */
public record MetaSettings(
        int promptRounds,
        int structureRounds,
        int repairs,
        double margin,
        InitialScore initialScore,
        int leakTokens,
        SearchMode mode,
        ParentRule parents,
        @Nullable String control) {
    /** The settings of a project that states none. */
    public static final int LEAK_TOKENS = 8;

    private static final int MAX_REPAIRS = 3;

    /** The searches of a run. */
    public enum SearchMode {
        /** The paper's: every optimizer starts from the seed program (METHOD §1). */
        PAPER,
        /**
         * Optimizers continue from the best program so far, and the better ones take more steps.
         */
        RACE
    }

    /** Which program a step of a race starts from. */
    public enum ParentRule {
        /** The best one so far, the newest of equals. */
        BEST,
        /**
         * One that is drawn from those with the best score on some validation task (GEPA, Agrawal
         * et al. 2025).
         */
        PARETO
    }

    /** The paper's method section and its pseudocode disagree (METHOD §1.7 rows 1 and 2). */
    public enum InitialScore {
        /** The first proposal is compared with a trial of each base optimizer as given. */
        TRIAL,
        /**
         * The first proposal is compared with 0: any score above it replaces the optimizer as
         * given.
         */
        ZERO
    }

    /** The settings of a normal run by the paper's search. */
    public MetaSettings(
            int promptRounds,
            int structureRounds,
            int repairs,
            double margin,
            InitialScore initialScore) {
        this(
                promptRounds,
                structureRounds,
                repairs,
                margin,
                initialScore,
                LEAK_TOKENS,
                SearchMode.PAPER,
                ParentRule.BEST,
                null);
    }

    public MetaSettings {
        // Projects that do not state it have the default.
        if (parents == null) parents = ParentRule.BEST;
        if (promptRounds < 0)
            throw new IllegalArgumentException("promptRounds must not be negative");
        if (structureRounds < 0)
            throw new IllegalArgumentException("structureRounds must not be negative");
        if (repairs < 0 || repairs > MAX_REPAIRS)
            throw new IllegalArgumentException(
                    "repairs must be in 0.." + MAX_REPAIRS + ", not " + repairs);
        if (!(margin >= 0 && margin < 1))
            throw new IllegalArgumentException("margin must be in [0, 1), not " + margin);
        if (leakTokens < 0) throw new IllegalArgumentException("leakTokens must not be negative");
        if (parents == ParentRule.PARETO && mode == SearchMode.PAPER)
            throw new IllegalArgumentException(
                    "`parents: pareto` needs `mode: race`; the paper's search always continues from the best program of a trial");
    }

    public MetaSettings withRounds(int prompts, int structures) {
        return new MetaSettings(
                prompts,
                structures,
                repairs,
                margin,
                initialScore,
                leakTokens,
                mode,
                parents,
                control);
    }

    /** The same settings for another search; the paper's has no rule for parents. */
    public MetaSettings in(SearchMode other) {
        return with(other, other == SearchMode.PAPER ? ParentRule.BEST : parents, control);
    }

    /** The same settings for a race whose steps start from these programs. */
    public MetaSettings from(ParentRule other) {
        return with(SearchMode.RACE, other, control);
    }

    /** The same settings for a run under this control of an experiment. */
    public MetaSettings under(@Nullable String other) {
        return with(mode, parents, other);
    }

    private MetaSettings with(SearchMode search, ParentRule start, @Nullable String replaced) {
        return new MetaSettings(
                promptRounds,
                structureRounds,
                repairs,
                margin,
                initialScore,
                leakTokens,
                search,
                start,
                replaced);
    }

    /** Whether a proposal replaces the best one. */
    public boolean better(double proposed, double best) {
        return margin == 0 ? proposed > best : proposed - best > margin;
    }
}
