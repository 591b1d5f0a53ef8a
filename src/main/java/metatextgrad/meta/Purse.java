package metatextgrad.meta;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import metatextgrad.decide.Draft;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.Allowance;
import metatextgrad.model.Composition;
import metatextgrad.model.Cost;
import metatextgrad.model.Lane;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.RunRequest;
import metatextgrad.model.ScoreReport;
import metatextgrad.model.Tried;
import metatextgrad.optimize.StepCalls;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a run's budget, and for whom. What comes after the search is put aside; the rest
 * is shared out evenly among the prompt phases, so that none depends on what another has spent by
 * then; what they leave goes to the structure phase.
 */
record Purse(Draft draft, RunKeys keys, RunRequest request) {
    /** What is left for a prompt phase; null for no limit. */
    @Nullable Long left(Lane lane) {
        Long search = search();
        if (search == null) return null;
        return search / request.project().optimizers().size()
                - spent(lane)
                - beyondSeed(Stream.of(lane.base(), lane.best()).distinct());
    }

    /** What is left for the structure phase; null for no limit. */
    @Nullable Long left(List<Lane> lanes, Composition composition) {
        Long search = search();
        if (search == null) return null;
        long spent = lanes.stream().mapToLong(this::spent).sum() + spent(composition);
        Stream<@Nullable Tried> reported =
                Stream.concat(
                        lanes.stream().map(Lane::base),
                        Stream.of(composition.start(), composition.won()));
        return search - spent - beyondSeed(reported.distinct());
    }

    /** What the phases before have left, for what somebody handed in; null for no limit. */
    @Nullable Long left(List<Lane> lanes) {
        Long search = search();
        if (search == null) return null;
        Stream<@Nullable Tried> reported =
                Stream.concat(lanes.stream().map(Lane::base), lanes.stream().map(Lane::best));
        return search
                - lanes.stream().mapToLong(this::spent).sum()
                - beyondSeed(reported.distinct());
    }

    @Nullable Allowance allowance(@Nullable Long left) {
        return left == null ? null : new Allowance(left, request.sizes().after());
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
                draft.startingWith(keys.scores()).values().stream()
                        .map(row -> ((ScoreReport) row).cost())
                        .reduce(Cost.NONE, Cost::plus);
        return trials.plus(asked(keys.replies()));
    }

    /** What the asks of the meta model have cost whose replies begin so. */
    Cost asked(String prefix) {
        return draft.startingWith(prefix).values().stream()
                .map(reply -> ((LlmResponse) reply).cost(ModelRole.META))
                .reduce(Cost.NONE, Cost::plus);
    }

    private @Nullable Long search() {
        Long calls = request.project().budget().calls();
        if (calls == null) return null;
        return calls
                - requireNonNull(cost(keys.score(keys.seed())))
                - BudgetRule.reserve(request.project(), request.sizes());
    }

    private long spent(Lane lane) {
        long spent = 0;
        for (int round = 0; round <= lane.round(); round++) {
            spent += trial("prompt", lane.optimizer(), round);
            spent += asks(LaneStep.place(lane.optimizer(), round));
        }
        return spent;
    }

    private long spent(Composition composition) {
        long spent = 0;
        for (int round = 1; round <= composition.round(); round++) {
            spent += trial("structure", 0, round) + asks(StructureStep.place(round));
        }
        return spent;
    }

    private long trial(String purpose, int number, int round) {
        Long cost = cost(keys.score(keys.trial(purpose, number, round)));
        return cost == null ? 0 : cost;
    }

    private long asks(String place) {
        return asked(keys.replies(place)).total().asks();
    }

    private @Nullable Long cost(String key) {
        return draft.get(key) instanceof ScoreReport report ? report.cost().total().asks() : null;
    }

    /** What scoring rewritten programs after the search takes beyond what is put aside. */
    private long beyondSeed(Stream<@Nullable Tried> reported) {
        return request.sizes().after()
                * reported.filter(Objects::nonNull)
                        .mapToLong(tried -> Math.max(0, calls(tried.program()) - calls(seed())))
                        .sum();
    }

    private Program seed() {
        return request.project().seed();
    }

    private long calls(Program program) {
        return StepCalls.scored(request.project().loop(), program);
    }
}
