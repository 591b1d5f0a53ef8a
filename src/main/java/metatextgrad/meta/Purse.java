package metatextgrad.meta;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.RowPrefix;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.Allowance;
import metatextgrad.model.Composition;
import metatextgrad.model.Cost;
import metatextgrad.model.Lane;
import metatextgrad.model.Limits;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.RunRequest;
import metatextgrad.model.ScoreReport;
import metatextgrad.model.TrialId;
import metatextgrad.model.Tried;
import metatextgrad.optimize.StepCalls;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a run's budget, and for whom. What comes after the search is put aside; the rest
 * is shared out evenly among the prompt phases, so that none depends on what another has spent by
 * then; what they leave goes to the structure phase. All of it is in calls: see {@link InCalls}.
 */
record Purse(DecisionBuilder draft, RunKeys keys, RunRequest request) {
    /** What is left for a prompt phase; null for no limit. */
    @Nullable Long left(Lane lane) {
        return left(
                request.project().optimizers().size(),
                spent(lane),
                Stream.of(lane.base(), lane.best()));
    }

    /** What is left for the structure phase; null for no limit. */
    @Nullable Long left(List<Lane> lanes, Composition composition) {
        Stream<@Nullable Tried> reported =
                Stream.concat(
                        lanes.stream().map(Lane::base),
                        Stream.of(composition.start(), composition.won()));
        return left(1, spent(lanes).plus(spent(composition)), reported);
    }

    /** What the phases before have left, for what somebody handed in; null for no limit. */
    @Nullable Long left(List<Lane> lanes) {
        Stream<@Nullable Tried> reported =
                Stream.concat(lanes.stream().map(Lane::base), lanes.stream().map(Lane::best));
        return left(1, spent(lanes), reported);
    }

    @Nullable Allowance allowance(Lane lane) {
        return allowance(left(lane), spent(lane));
    }

    @Nullable Allowance allowance(List<Lane> lanes, Composition composition) {
        return allowance(left(lanes, composition), spent(lanes).plus(spent(composition)));
    }

    /** Of what somebody handed in. */
    @Nullable Allowance allowance(List<Lane> lanes) {
        return allowance(left(lanes), spent(lanes));
    }

    /**
     * What a trial may ask for; null for no limit.
     *
     * @param left of the phase it is in
     * @param own what that phase has taken so far
     */
    private @Nullable Allowance allowance(@Nullable Long left, Cost own) {
        Limits step = request.project().budget().step();
        Long most = new InCalls(request, seed(), own).atTheDearest(step);
        if (left == null && most == null) return null;
        return new Allowance(left == null ? Long.MAX_VALUE : left, request.sizes().after(), most);
    }

    /** Why not even an ask and one step are left for a round; null if they are. */
    @Nullable String lacking(@Nullable Long left, OptimizerSpec spec) {
        if (left == null) return null;
        long need = BudgetRule.round(request.project(), spec, request.sizes().val(), true);
        return need <= left
                ? null
                : "an ask and one step need up to %d calls, and the budget leaves %d"
                        .formatted(need, Math.max(0, left));
    }

    /** All that was asked, the test included. */
    Cost all() {
        Cost trials =
                draft.all(keys.scores()).stream()
                        .map(ScoreReport::cost)
                        .reduce(Cost.NONE, Cost::plus);
        return trials.plus(asked(keys.replies()));
    }

    /** What the asks of the meta model have cost whose replies begin so. */
    Cost asked(RowPrefix<LlmResponse> prefix) {
        return draft.all(prefix).stream()
                .map(reply -> reply.cost(ModelRole.META))
                .reduce(Cost.NONE, Cost::plus);
    }

    private @Nullable Long left(int shares, Cost own, Stream<@Nullable Tried> reported) {
        Limits limits = request.project().budget().run();
        if (limits.equals(Limits.NONE)) return null;
        long aside = BudgetRule.reserve(request.project(), request.sizes());
        return new InCalls(request, seed(), own)
                .of(limits, shares, aside, beyondSeed(reported.distinct()));
    }

    private Cost seed() {
        return cost(keys.seed());
    }

    private Cost spent(List<Lane> lanes) {
        return lanes.stream().map(this::spent).reduce(Cost.NONE, Cost::plus);
    }

    private Cost spent(Lane lane) {
        Cost spent = Cost.NONE;
        for (int round = 0; round <= lane.round(); round++) {
            spent = spent.plus(trial("prompt", lane.optimizer(), round));
            spent = spent.plus(asks(LaneStep.place(lane.optimizer(), round)));
        }
        return spent;
    }

    private Cost spent(Composition composition) {
        Cost spent = Cost.NONE;
        for (int round = 1; round <= composition.round(); round++) {
            spent = spent.plus(trial("structure", 0, round));
            spent = spent.plus(asks(StructureStep.place(round)));
        }
        return spent;
    }

    private Cost trial(String purpose, int number, int round) {
        return cost(keys.trial(purpose, number, round));
    }

    private Cost asks(String place) {
        return asked(keys.replies(place));
    }

    private Cost cost(TrialId trial) {
        ScoreReport report = draft.get(keys.score(trial));
        return report == null ? Cost.NONE : report.cost();
    }

    /** What scoring rewritten programs after the search takes beyond what is put aside. */
    private long beyondSeed(Stream<@Nullable Tried> reported) {
        long seed = calls(request.project().seed());
        return request.sizes().after()
                * reported.filter(Objects::nonNull)
                        .mapToLong(tried -> Math.max(0, calls(tried.program()) - seed))
                        .sum();
    }

    private long calls(Program program) {
        return StepCalls.scored(request.project().loop(), program);
    }
}
