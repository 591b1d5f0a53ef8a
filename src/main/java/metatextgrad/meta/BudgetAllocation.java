package metatextgrad.meta;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.RowPrefix;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.Allowance;
import metatextgrad.model.Cost;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.project.Limits;
import metatextgrad.model.state.PromptPhase;
import metatextgrad.model.state.StructurePhase;
import metatextgrad.optimizer.StepCalls;
import org.jspecify.annotations.Nullable;

/**
 * Computes what is left of a run's budget for each phase. The calls after the search are reserved
 * first. The rest is divided evenly among the prompt phases, so that no phase depends on what
 * another has spent. The structure phase gets what the prompt phases leave. All amounts are in
 * calls: see {@link CallBudget}.
 */
record BudgetAllocation(DecisionBuilder decision, RunKeys keys, RunRequested request) {
    /** Returns the calls left for a prompt phase; null if there is no limit. */
    @Nullable Long left(PromptPhase promptPhase) {
        return left(
                request.project().optimizers().size(),
                spent(promptPhase),
                Stream.of(promptPhase.base(), promptPhase.best()));
    }

    /** Returns the calls left for the structure phase; null if there is no limit. */
    @Nullable Long left(List<PromptPhase> promptPhases, StructurePhase structurePhase) {
        Stream<@Nullable EvaluatedOptimizer> reported =
                Stream.concat(
                        promptPhases.stream().map(PromptPhase::base),
                        Stream.of(structurePhase.start(), structurePhase.won()));
        return left(1, spent(promptPhases).plus(spent(structurePhase)), reported);
    }

    /**
     * Returns the calls that earlier phases leave for a submitted optimizer; null if there is no
     * limit.
     */
    @Nullable Long left(List<PromptPhase> promptPhases) {
        Stream<@Nullable EvaluatedOptimizer> reported =
                Stream.concat(
                        promptPhases.stream().map(PromptPhase::base),
                        promptPhases.stream().map(PromptPhase::best));
        return left(1, spent(promptPhases), reported);
    }

    @Nullable Allowance allowance(PromptPhase promptPhase) {
        return allowance(left(promptPhase), spent(promptPhase));
    }

    @Nullable Allowance allowance(List<PromptPhase> promptPhases, StructurePhase structurePhase) {
        return allowance(
                left(promptPhases, structurePhase),
                spent(promptPhases).plus(spent(structurePhase)));
    }

    /** Returns the allowance of a submitted optimizer. */
    @Nullable Allowance allowance(List<PromptPhase> promptPhases) {
        return allowance(left(promptPhases), spent(promptPhases));
    }

    /**
     * Returns the number of calls that a trial may make; null if there is no limit.
     *
     * @param left calls left of the phase the trial is in
     * @param own cost of that phase so far
     */
    private @Nullable Allowance allowance(@Nullable Long left, Cost own) {
        Limits step = request.project().budget().step();
        Long max = new CallBudget(request, seed(), own).atTheDearest(step);
        if (left == null && max == null) return null;
        return new Allowance(left == null ? Long.MAX_VALUE : left, request.sizes().after(), max);
    }

    /** Returns why the budget does not cover a request and one step of a round; null if it does. */
    @Nullable String lacking(@Nullable Long left, OptimizerSpec spec) {
        if (left == null) return null;
        long need = BudgetRule.round(request.project(), spec, request.sizes().val(), true);
        return need <= left
                ? null
                : "a request and one step need up to %d calls, and the budget leaves %d"
                        .formatted(need, Math.max(0, left));
    }

    /** Returns the cost of all requests, the test included. */
    Cost all() {
        Cost trials =
                decision.all(keys.scores()).stream()
                        .map(ScoreAggregated::cost)
                        .reduce(Cost.NONE, Cost::plus);
        return trials.plus(asked(keys.replies()));
    }

    /** Returns the cost of the meta model's replies under this prefix. */
    Cost asked(RowPrefix<LlmResponse> prefix) {
        return decision.all(prefix).stream().map(LlmResponse::cost).reduce(Cost.NONE, Cost::plus);
    }

    private @Nullable Long left(
            int shares, Cost own, Stream<@Nullable EvaluatedOptimizer> reported) {
        Limits limits = request.project().budget().run();
        if (limits.equals(Limits.NONE)) return null;
        long aside = BudgetRule.reserve(request.project(), request.sizes());
        return new CallBudget(request, seed(), own)
                .of(limits, shares, aside, beyondSeed(reported.distinct()));
    }

    private Cost seed() {
        return cost(keys.seed());
    }

    private Cost spent(List<PromptPhase> promptPhases) {
        return promptPhases.stream().map(this::spent).reduce(Cost.NONE, Cost::plus);
    }

    private Cost spent(PromptPhase promptPhase) {
        Cost spent = Cost.NONE;
        for (int round = 0; round <= promptPhase.round(); round++) {
            spent = spent.plus(trial("prompt", promptPhase.optimizer(), round));
            spent = spent.plus(requests(RunKeys.promptPlace(promptPhase.optimizer(), round)));
        }
        return spent;
    }

    private Cost spent(StructurePhase structurePhase) {
        Cost spent = Cost.NONE;
        for (int round = 1; round <= structurePhase.round(); round++) {
            spent = spent.plus(trial("structure", 0, round));
            spent = spent.plus(requests(RunKeys.structurePlace(round)));
        }
        return spent;
    }

    private Cost trial(String purpose, int number, int round) {
        return cost(keys.trial(purpose, number, round));
    }

    private Cost requests(String place) {
        return asked(keys.replies(place));
    }

    private Cost cost(TrialId trial) {
        ScoreAggregated report = decision.get(keys.score(trial));
        return report == null ? Cost.NONE : report.cost();
    }

    /**
     * Returns the calls that scoring rewritten programs after the search needs beyond the reserve.
     */
    private long beyondSeed(Stream<@Nullable EvaluatedOptimizer> reported) {
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
