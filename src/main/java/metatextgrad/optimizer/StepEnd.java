package metatextgrad.optimizer;

import java.util.List;
import java.util.Locale;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TrialStart;
import metatextgrad.model.state.Incumbent;
import metatextgrad.model.state.Trial;
import metatextgrad.strategy.Acceptance;
import org.jspecify.annotations.Nullable;

/** Ends a step or a trial: emits the result and deletes the rows that are no longer needed. */
final class StepEnd {
    /**
     * The result of a step.
     *
     * @param candidate the proposed program; null if there is none
     * @param score its validation score; null if no decision used one
     */
    record Verdict(
            Decided decided,
            String reason,
            Incumbent after,
            @Nullable Program candidate,
            @Nullable Double score,
            int cutBytes) {
        static Verdict without(Decided decided, String reason, Incumbent incumbent, int cutBytes) {
            return new Verdict(decided, reason, incumbent, null, null, cutBytes);
        }
    }

    private final DecisionBuilder decision;
    private final TrialKeys keys;
    private final TrialStart plan;
    private final TrialCost costs;

    StepEnd(DecisionBuilder decision, TrialKeys keys, TrialStart plan) {
        this.decision = decision;
        this.keys = keys;
        this.plan = plan;
        costs = new TrialCost(decision, keys);
    }

    /** Returns the acceptance rule's decision on a candidate (METHOD §4.4, §4.5). */
    Verdict judge(Trial.Validating s, Validation.Result.Scored scored) {
        report(
                ScoreAggregated.Scope.STEP,
                s.step(),
                s.candidate(),
                scored.stats(),
                scored.outcomes(),
                cost(s.step(), s.incumbent(), s.candidate()));
        if (!scored.covered()) {
            return new Verdict(
                    Decided.UNDECIDED,
                    scored.shortage().message(),
                    s.incumbent(),
                    s.candidate(),
                    null,
                    s.cutBytes());
        }
        double score = scored.stats().mean();
        boolean keeps =
                Acceptance.of(plan.settings().acceptance()).keeps(score, s.incumbent().score());
        return new Verdict(
                keeps ? Decided.ACCEPTED : Decided.REJECTED,
                String.format(Locale.ROOT, "%.4f against %.4f", score, s.incumbent().score()),
                keeps ? new Incumbent(s.candidate(), scored.stats()) : s.incumbent(),
                s.candidate(),
                score,
                s.cutBytes());
    }

    /** Ends a step. {@code tasks} are the tasks whose criticism the step used. */
    void step(int step, Incumbent before, List<TaskId> tasks, Verdict verdict) {
        Program candidate = verdict.candidate();
        Cost cost = cost(step, before, candidate == null ? before.program() : candidate);
        costs.add(cost);
        decision.emit(
                new OptimizerState(
                        plan.stepRef().at(step),
                        verdict.decided(),
                        verdict.reason(),
                        verdict.candidate(),
                        verdict.score(),
                        verdict.after().program(),
                        verdict.after().score(),
                        verdict.cutBytes(),
                        cost,
                        before.program().id(),
                        tasks));
        decision.deleteAll(keys.step(step));
    }

    Trial.Finished evaluation(Trial.Validating s, Validation.Result.Scored scored) {
        if (!scored.covered()) return failed(0, s.incumbent(), scored.shortage());
        report(
                ScoreAggregated.Scope.TRIAL,
                0,
                s.candidate(),
                scored.stats(),
                scored.outcomes(),
                cost(0, s.incumbent(), s.candidate()));
        return finished(0);
    }

    Trial.Finished trial(int step, Incumbent best) {
        report(
                ScoreAggregated.Scope.TRIAL,
                step,
                best.program(),
                best.stats(),
                List.of(),
                costs.before());
        return finished(step);
    }

    /**
     * Ends the trial without a score that can win. If its budget is exhausted, the trial reports
     * the best program it had reached.
     */
    Trial.Finished failed(int step, Incumbent incumbent, Failure failure) {
        ScoreStats reached =
                failure instanceof Failure.Budget ? incumbent.stats() : ScoreStats.EMPTY;
        Cost cost = costs.before().plus(cost(step, incumbent, incumbent.program()));
        decision.emit(
                new ScoreAggregated(
                        plan.stepRef().at(step),
                        ScoreAggregated.Scope.TRIAL,
                        plan.split(),
                        reached,
                        incumbent.program(),
                        List.of(),
                        null,
                        failure,
                        cost));
        return finished(step);
    }

    private Trial.Finished finished(int step) {
        decision.deleteAll(keys.steps());
        decision.deleteAll(keys.memories());
        decision.delete(keys.draw());
        decision.delete(keys.cost());
        decision.delete(keys.plan());
        return new Trial.Finished(step);
    }

    private void report(
            ScoreAggregated.Scope scope,
            int step,
            Program program,
            ScoreStats stats,
            List<ScoreAggregated.ItemOutcome> outcomes,
            Cost cost) {
        TaskSubmitted draw =
                scope == ScoreAggregated.Scope.TRIAL ? decision.get(keys.draw()) : null;
        decision.emit(
                new ScoreAggregated(
                        plan.stepRef().at(step),
                        scope,
                        plan.split(),
                        stats,
                        program,
                        outcomes,
                        draw,
                        null,
                        cost));
    }

    private Cost cost(int step, Incumbent before, Program candidate) {
        return costs.step(step, before.program().id(), candidate.id(), plan.split());
    }
}
