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
import metatextgrad.model.project.Budget;
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
    /**
     * What a phase may still use.
     *
     * @param calls calls left; null if there is no limit
     * @param allowance limits of its next trial; null if there is no limit
     */
    record Part(@Nullable Long calls, @Nullable Allowance allowance) {}

    Part of(PromptPhase promptPhase) {
        return part(
                request.project().optimizers().size(),
                spent(promptPhase),
                Stream.of(promptPhase.base(), promptPhase.best()));
    }

    Part of(List<PromptPhase> promptPhases, StructurePhase structurePhase) {
        return part(
                1,
                spent(promptPhases).plus(spent(structurePhase)),
                Stream.concat(
                        promptPhases.stream().map(PromptPhase::base),
                        Stream.of(structurePhase.start(), structurePhase.won())));
    }

    /** Returns what the prompt phases leave for a submitted optimizer. */
    Part ofSubmission(List<PromptPhase> promptPhases) {
        return part(
                1,
                spent(promptPhases),
                Stream.concat(
                        promptPhases.stream().map(PromptPhase::base),
                        promptPhases.stream().map(PromptPhase::best)));
    }

    /** Returns why the budget does not cover a request and one step of a round; null if it does. */
    @Nullable String problem(Part part, OptimizerSpec spec) {
        Long left = part.calls();
        if (left == null) return null;
        long need = BudgetRule.round(request.project(), spec, request.sizes().val(), true);
        return need <= left
                ? null
                : "a request and one step need up to %d calls, and %d are left of the budget"
                        .formatted(need, Math.max(0, left));
    }

    /** Returns the cost of all requests, the test included. */
    Cost all() {
        Cost trials =
                decision.all(keys.scores()).stream()
                        .map(ScoreAggregated::cost)
                        .reduce(Cost.NONE, Cost::plus);
        return trials.plus(requestCost(keys.replies()));
    }

    /** Returns the cost of the meta model's replies under this prefix. */
    Cost requestCost(RowPrefix<LlmResponse> prefix) {
        return decision.all(prefix).stream().map(LlmResponse::cost).reduce(Cost.NONE, Cost::plus);
    }

    /**
     * Computes a part of the budget.
     *
     * @param shares the number of phases that share the budget evenly
     * @param own cost of this phase so far
     * @param reported the optimizers whose programs are scored after the search
     */
    private Part part(int shares, Cost own, Stream<@Nullable EvaluatedOptimizer> reported) {
        Budget budget = request.project().budget();
        CallBudget calls = new CallBudget(request, cost(keys.seed()), own);
        Long left = null;
        if (!budget.run().equals(Limits.NONE)) {
            long aside = BudgetRule.reserve(request.project(), request.sizes());
            left = calls.of(budget.run(), shares, aside, beyondSeed(reported.distinct()));
        }
        Long step = calls.atHighestCost(budget.step());
        if (left == null && step == null) return new Part(null, null);
        long most = left == null ? Long.MAX_VALUE : left;
        return new Part(left, new Allowance(most, request.sizes().after(), step));
    }

    private Cost spent(List<PromptPhase> promptPhases) {
        return promptPhases.stream().map(this::spent).reduce(Cost.NONE, Cost::plus);
    }

    private Cost spent(PromptPhase promptPhase) {
        Cost spent = Cost.NONE;
        for (int round = 0; round <= promptPhase.round(); round++) {
            spent = spent.plus(trial("prompt", promptPhase.optimizer(), round));
            spent = spent.plus(requestCost(RunKeys.promptPath(promptPhase.optimizer(), round)));
        }
        return spent;
    }

    private Cost spent(StructurePhase structurePhase) {
        Cost spent = Cost.NONE;
        for (int round = 1; round <= structurePhase.round(); round++) {
            spent = spent.plus(trial("structure", 0, round));
            spent = spent.plus(requestCost(RunKeys.structurePath(round)));
        }
        return spent;
    }

    private Cost trial(String purpose, int number, int round) {
        return cost(keys.trial(purpose, number, round));
    }

    private Cost requestCost(String path) {
        return requestCost(keys.replies(path));
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
