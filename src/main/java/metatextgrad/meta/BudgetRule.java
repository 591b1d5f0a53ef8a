package metatextgrad.meta;

import java.util.Comparator;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.Sizes;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.optimizer.StepCalls;
import metatextgrad.race.FinalChoice;
import org.jspecify.annotations.Nullable;

/**
 * The minimum budget of a run (METHOD §2.5) and its fewest validation tasks, known before any
 * request is sent. Pure.
 */
public final class BudgetRule {
    private BudgetRule() {}

    /**
     * Returns why a run must not begin, in one line; null if it may.
     *
     * @param prices of the run's models
     */
    public static @Nullable String problem(Project project, Sizes sizes, Prices prices) {
        String few = few(project, sizes);
        if (few != null) return few;
        Limits limits = project.budget().run();
        if (!limits.equals(Limits.NONE) && sizes.equals(Sizes.UNKNOWN))
            return "the project has a budget, but the request does not state how many validation"
                    + " and test items there are";
        String dollars = dollars(project, prices);
        if (dollars != null) return dollars;
        String step = step(project, sizes);
        return step == null ? run(project, sizes, limits.calls()) : step;
    }

    /**
     * With fewer tasks than folds, no program could be shown to be better than the seed program.
     */
    private static @Nullable String few(Project project, Sizes sizes) {
        boolean enough = sizes.val() == 0 || sizes.val() >= FinalChoice.FOLDS;
        return enough || project.meta().mode() == SearchMode.PAPER
                ? null
                : "a race needs %d validation tasks or more, since its result is chosen on some and tested on the others; there are %d"
                        .formatted(FinalChoice.FOLDS, sizes.val());
    }

    /**
     * Returns about how many proposals of a race these calls cover, the scores at its beginning and
     * its end included.
     */
    public static long proposals(Project project, Sizes sizes, long calls) {
        long scores =
                sizes.val() * StepCalls.scored(project.loop(), project.seed())
                        + reserve(project, sizes);
        return RaceCalls.affordable(project, sizes.val(), calls - scores);
    }

    /**
     * Returns why a budget in dollars cannot be enforced, in one line; null if it can or if there
     * is none.
     */
    public static @Nullable String dollars(Project project, Prices prices) {
        String unpriced = project.budget().inDollars() ? unpriced(project, prices) : "";
        return unpriced.isEmpty()
                ? null
                : "the budget is in dollars, and the prices of %s have none of %s: set MTG_PRICES to a table that has them, or limit tokens"
                        .formatted(prices.asOf(), unpriced);
    }

    private static @Nullable String run(Project project, Sizes sizes, @Nullable Long calls) {
        if (calls == null) return null;
        long smallest = smallest(project, sizes);
        String parts =
                project.meta().mode() == SearchMode.RACE
                        ? "one step and two validations"
                        : "and one step of each base optimizer";
        return calls >= smallest
                ? null
                : "the budget of %d calls is too small: the seed program's score, the scores at the end%s%s need %d; set budget.calls to %d or more"
                        .formatted(
                                calls,
                                project.meta().mode() == SearchMode.RACE ? ", " : " ",
                                parts,
                                smallest,
                                smallest);
    }

    /**
     * Returns the most requests of one step of an optimizer in a race, the score of its proposal
     * included.
     */
    public static long step(Project project, OptimizerSpec spec, Program from) {
        return RaceCalls.proposal(project.loop(), spec, from);
    }

    /** Returns the least calls with which a run can find anything. */
    public static long smallest(Project project, Sizes sizes) {
        long validation = sizes.val() * StepCalls.scored(project.loop(), project.seed());
        long ends = validation + reserve(project, sizes);
        if (project.meta().mode() == SearchMode.RACE)
            return ends + RaceCalls.firstStep(project) + 2 * validation;
        boolean withRequest = project.meta().initialScore() == InitialScore.ZERO;
        return ends + project.optimizers().size() * largestRound(project, sizes, withRequest);
    }

    private static @Nullable String step(Project project, Sizes sizes) {
        Long calls = project.budget().step().calls();
        if (calls == null) return null;
        long need = largestRound(project, sizes, false);
        return calls >= need
                ? null
                : "the budget of %d calls for a step is too small: the first step needs up to %d; set budget.step.calls to %d or more"
                        .formatted(calls, need, need);
    }

    /** Returns the first model without a price, by name; empty if all have one. */
    private static String unpriced(Project project, Prices prices) {
        return project.loop().models().values().stream()
                .map(ModelSpec::name)
                .filter(name -> prices.of(name) == null)
                .min(Comparator.naturalOrder())
                .orElse("");
    }

    /** Returns the calls reserved for everything after the last decision. */
    static long reserve(Project project, Sizes sizes) {
        return (long) CallFormula.lines(project)
                * sizes.after()
                * StepCalls.scored(project.loop(), project.seed());
    }

    /**
     * Returns the minimum calls of a round: one step, and one request to the meta model if the
     * round begins with it.
     */
    static long round(Project project, OptimizerSpec spec, int val, boolean withRequest) {
        LoopSettings loop = project.loop();
        return (withRequest ? 1 : 0)
                + StepCalls.max(loop, spec.phase(1), project.seed(), val, Kind.REVISE);
    }

    private static long largestRound(Project project, Sizes sizes, boolean withRequest) {
        return project.optimizers().stream()
                .mapToLong(spec -> round(project, spec, sizes.val(), withRequest))
                .max()
                .orElseThrow();
    }
}
