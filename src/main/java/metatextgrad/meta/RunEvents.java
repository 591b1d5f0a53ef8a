package metatextgrad.meta;

import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.BlockReason;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.RunState.Status;
import metatextgrad.model.state.Run;
import org.jspecify.annotations.Nullable;

/** Emits a run's progress, and the requests to score programs. */
final class RunEvents {
    private final DecisionBuilder decision;

    RunEvents(DecisionBuilder decision) {
        this.decision = decision;
    }

    Serial begun(RunRequested request) {
        Serial first = new Serial(1);
        decision.emit(
                new RunState(
                        request,
                        Status.RUNNING,
                        Progress.SCORING_SEED,
                        List.of(),
                        List.of(),
                        0,
                        "",
                        null,
                        first));
        return first;
    }

    Serial searching(Run s, String phase, List<RoundEnd> rounds) {
        return emitState(s, Status.RUNNING, phase, rounds, List.of(), "");
    }

    Serial testing(Run s, List<RoundEnd> rounds, List<Line> lines) {
        return emitState(
                s,
                Status.RUNNING,
                "scoring validation again, reading the test set",
                rounds,
                lines,
                "");
    }

    Serial finished(Run s, List<RoundEnd> rounds, List<Line> lines, String reason) {
        return emitState(s, Status.FINISHED, "finished", rounds, lines, reason);
    }

    Serial failed(Run s, List<RoundEnd> rounds, List<Line> lines, String reason) {
        return emitState(s, Status.FAILED, "failed", rounds, lines, reason);
    }

    /** Offers the result for serving. */
    void offered(RunRequested request, List<Line> lines) {
        Line seed = lines.getFirst();
        Line best = lines.getLast();
        OptimizerSpec optimizer = best.optimizer();
        decision.emit(
                new ChallengerOffered(
                        request.project().id(),
                        request.id(),
                        seed.program(),
                        columns(seed),
                        best.program(),
                        columns(best),
                        optimizer == null ? "" : optimizer.name()));
    }

    private static ScoreSummary columns(Line line) {
        return new ScoreSummary(line.validation(), line.rescored(), line.test());
    }

    /**
     * @param blocked null if no limit blocks the run
     */
    Serial standing(Run s, Status status, RunSummary standing, @Nullable BlockReason blocked) {
        String reason = blocked == null ? "" : blocked.text();
        return emitState(
                s, status, standing.phase(), standing.rounds(), standing.lines(), reason, blocked);
    }

    Serial cancelled(Run s, RunSummary standing) {
        return emitState(
                s,
                Status.CANCELLED,
                "cancelled",
                standing.rounds(),
                standing.lines(),
                "a user cancelled it while " + standing.phase());
    }

    void evaluate(
            RunRequested request, TrialId trial, String purpose, Program program, Split split) {
        evaluate(request, trial, purpose, program, split, 0);
    }

    /**
     * Scores again on the validation set with a new sample, so that no recorded answer is reused.
     */
    void rescore(RunRequested request, TrialId trial, String purpose, Program program) {
        evaluate(request, trial, purpose, program, Split.VAL, 1);
    }

    private void evaluate(
            RunRequested request,
            TrialId trial,
            String purpose,
            Program program,
            Split split,
            int sample) {
        decision.emit(
                new EvaluationRequested(
                        new StepRef(request.project().id(), request.id(), trial, 0, sample),
                        purpose,
                        program,
                        request.project().loop(),
                        request.snapshot(),
                        split,
                        false,
                        request.seed(),
                        BatchRequested.NO_DRAW));
    }

    private Serial emitState(
            Run s,
            Status status,
            String phase,
            List<RoundEnd> rounds,
            List<Line> lines,
            String reason) {
        return emitState(s, status, phase, rounds, lines, reason, null);
    }

    /** Emits the state. The result is the last line of the report. */
    private Serial emitState(
            Run s,
            Status status,
            String phase,
            List<RoundEnd> rounds,
            List<Line> lines,
            String reason,
            @Nullable BlockReason blocked) {
        Serial serial = s.serial().next();
        int best = Math.max(0, lines.size() - 1);
        decision.emit(
                new RunState(
                        s.request(), status, phase, rounds, lines, best, reason, blocked, serial));
        return serial;
    }
}
