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
import metatextgrad.model.event.OptimizerState.UnusableReply;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import metatextgrad.model.event.ScoreAggregated.Scope;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TrialStart;
import metatextgrad.model.state.Incumbent;
import metatextgrad.model.state.Trial;
import metatextgrad.strategy.Acceptance;
import org.jspecify.annotations.Nullable;

/** Ends a step or a trial: emits the result and deletes the rows that are no longer needed. */
record StepEnd(DecisionBuilder decision, TrialKeys keys, TrialStart plan) {
    /**
     * The result of a step.
     *
     * @param candidate the proposed program; null if there is none
     * @param score its validation score; null if no decision used one
     * @param unusable the replies because of which there is no candidate
     * @param copied whether a proposal was left out because it copies from a task
     */
    record StepResult(
            Decided decided,
            String reason,
            Incumbent after,
            @Nullable Program candidate,
            @Nullable Double score,
            int cutBytes,
            List<UnusableReply> unusable,
            boolean copied) {
        StepResult(
                Decided decided,
                String reason,
                Incumbent after,
                Program candidate,
                @Nullable Double score,
                int cutBytes) {
            this(decided, reason, after, candidate, score, cutBytes, List.of(), false);
        }

        static StepResult without(Decided decided, String reason, Incumbent incumbent) {
            return new StepResult(decided, reason, incumbent, null, null, 0, List.of(), false);
        }

        static StepResult without(Proposing.Move.None none, Incumbent incumbent) {
            return new StepResult(
                    none.decided(),
                    none.reason(),
                    incumbent,
                    null,
                    null,
                    none.cutBytes(),
                    none.unusable(),
                    none.copied());
        }
    }

    /** Returns the acceptance rule's decision on a candidate (METHOD §4.4, §4.5). */
    StepResult judge(Trial.Validating s, Validation.Result.Scored scored) {
        report(Scope.STEP, s, scored);
        if (!scored.covered()) {
            return new StepResult(
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
        return new StepResult(
                keeps ? Decided.ACCEPTED : Decided.REJECTED,
                String.format(Locale.ROOT, "%.4f against %.4f", score, s.incumbent().score()),
                keeps ? new Incumbent(s.candidate(), scored.stats()) : s.incumbent(),
                s.candidate(),
                score,
                s.cutBytes());
    }

    /** Ends a step. {@code tasks} are the tasks whose criticism the step used. */
    void step(int step, Incumbent before, List<TaskId> tasks, StepResult result) {
        Program candidate = result.candidate();
        Cost cost = cost(step, before, candidate == null ? before.program() : candidate);
        costs().add(cost);
        decision.emit(
                new OptimizerState(
                        plan.stepRef().at(step),
                        result.decided(),
                        result.reason(),
                        result.candidate(),
                        result.score(),
                        result.after().program(),
                        result.after().score(),
                        result.cutBytes(),
                        cost,
                        before.program().id(),
                        tasks,
                        result.unusable()));
        decision.deleteAll(keys.step(step));
    }

    Trial.Finished evaluation(Trial.Validating s, Validation.Result.Scored scored) {
        if (!scored.covered()) return failed(s, scored.shortage());
        report(Scope.TRIAL, s, scored);
        return finished(0);
    }

    Trial.Finished trial(int step, Incumbent best) {
        report(Scope.TRIAL, step, best.program(), best.stats(), List.of(), null, costs().before());
        return finished(step);
    }

    /** Ends a step of a race with its proposal, and the scores of both programs on its batch. */
    Trial.Finished checked(
            Trial.Validating s,
            Validation.Result.Scored scored,
            BatchGate gate,
            List<MissedTask> missed) {
        decision.emit(
                new ScoreAggregated(
                        plan.stepRef().at(s.step()),
                        Scope.TRIAL,
                        plan.split(),
                        gate.after(),
                        s.candidate(),
                        scored.outcomes(),
                        gate.before(),
                        null,
                        missed,
                        decision.get(keys.draw()),
                        null,
                        costs().before()));
        return finished(s.step());
    }

    /** Ends a step of a race that made no proposal. */
    Trial.Finished unproposed(int step, Incumbent parent, StepResult result) {
        Failure failure =
                result.copied()
                        ? new Failure.Copied(result.reason())
                        : new Failure.Content(result.reason());
        Cost cost = costs().before();
        report(Scope.TRIAL, step, parent.program(), ScoreStats.EMPTY, List.of(), failure, cost);
        return finished(step);
    }

    /**
     * Ends the trial with a score that cannot be adopted. If its budget is exhausted, the trial
     * reports the best program it had reached.
     */
    Trial.Finished failed(int step, Incumbent incumbent, Failure failure) {
        return failed(step, incumbent, incumbent.program(), failure);
    }

    /** Ends the trial while a candidate is scored. */
    Trial.Finished failed(Trial.Validating s, Failure failure) {
        return failed(s.step(), s.incumbent(), s.candidate(), failure);
    }

    private Trial.Finished failed(
            int step, Incumbent incumbent, Program candidate, Failure failure) {
        ScoreStats reached =
                failure instanceof Failure.Budget ? incumbent.stats() : ScoreStats.EMPTY;
        Cost cost = costs().before().plus(cost(step, incumbent, candidate));
        report(Scope.TRIAL, step, incumbent.program(), reached, List.of(), failure, cost);
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

    private void report(Scope scope, Trial.Validating s, Validation.Result.Scored scored) {
        decision.emit(
                report(
                        scope,
                        s.step(),
                        s.candidate(),
                        scored.stats(),
                        scored.outcomes(),
                        scored.atMost(),
                        null,
                        cost(s.step(), s.incumbent(), s.candidate())));
    }

    private void report(
            Scope scope,
            int step,
            Program program,
            ScoreStats stats,
            List<ScoreAggregated.ItemOutcome> outcomes,
            @Nullable Failure failure,
            Cost cost) {
        decision.emit(report(scope, step, program, stats, outcomes, null, failure, cost));
    }

    private ScoreAggregated report(
            Scope scope,
            int step,
            Program program,
            ScoreStats stats,
            List<ScoreAggregated.ItemOutcome> outcomes,
            @Nullable Double atMost,
            @Nullable Failure failure,
            Cost cost) {
        boolean draws = scope == Scope.TRIAL && (failure == null || plan instanceof StepRequested);
        return new ScoreAggregated(
                plan.stepRef().at(step),
                scope,
                plan.split(),
                stats,
                program,
                outcomes,
                null,
                atMost,
                List.of(),
                draws ? decision.get(keys.draw()) : null,
                failure,
                cost);
    }

    private Cost cost(int step, Incumbent before, Program candidate) {
        return costs().step(step, before.program().id(), candidate.id(), plan.split());
    }

    private TrialCost costs() {
        return new TrialCost(decision, keys);
    }
}
