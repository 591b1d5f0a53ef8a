package metatextgrad.meta;

import java.util.List;
import metatextgrad.candidate.RunTextGuard;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.Text;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.RunState.Status;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.state.Run;
import org.jspecify.annotations.Nullable;

/** Emits a run's progress, and the requests to score programs. */
record RunEvents(DecisionBuilder decision) {
    /** Emits that a requested run begins, and returns its first state. */
    Run.Open begun(RunRequested request) {
        Run.Open first = new Run.EvaluatingSeed(request, new Serial(1));
        emit(first, Status.RUNNING, RunSummary.of(first), "", null);
        return first;
    }

    /** Emits the progress of a run, and returns the run with the serial of the event. */
    Run.Open running(Run.Open run) {
        Run.Open next = run.with(run.serial().next());
        RunSummary now = RunSummary.of(next);
        List<Line> lines = next instanceof Run.Testing ? now.lines() : List.of();
        emit(next, Status.RUNNING, new RunSummary(now.phase(), now.rounds(), lines), "", null);
        return next;
    }

    /**
     * Emits the status of an open run with its results so far, and returns the run with the serial
     * of the event.
     *
     * @param reason of the status; may be empty
     * @param blocked null if no limit blocks the run
     */
    Run.Open status(Run.Open run, Status status, String reason, @Nullable BlockReason blocked) {
        Run.Open next = run.with(run.serial().next());
        emit(next, status, RunSummary.of(next), reason, blocked);
        return next;
    }

    /** Emits the end of a run. Its results so far are its results. */
    Run.Finished ended(Run.Open run, Status status, String reason) {
        Run.Open next = run.with(run.serial().next());
        RunSummary last = RunSummary.of(run);
        String phase = Text.lower(status);
        emit(next, status, new RunSummary(phase, last.rounds(), last.lines()), reason, null);
        return new Run.Finished(next.serial());
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
                        request.kind(),
                        seed.program(),
                        summary(seed),
                        best.program(),
                        summary(best),
                        optimizer == null ? "" : optimizer.name()));
    }

    private static ScoreSummary summary(Line line) {
        return new ScoreSummary(line.validation(), line.rescored(), line.test());
    }

    /**
     * Requests the score of a program.
     *
     * @param purpose unique within the run
     * @param sample 0, or more for answers that are independent of the earlier ones
     */
    void evaluate(
            RunRequested request,
            TrialId trial,
            String purpose,
            Program program,
            Split split,
            int sample) {
        decision.emit(
                new EvaluationRequested(
                        new StepRef(
                                request.project().id(),
                                request.id(),
                                request.kind(),
                                trial,
                                0,
                                sample),
                        purpose,
                        program,
                        RunTextGuard.settings(request),
                        request.snapshot(),
                        split,
                        false,
                        request.seed(),
                        BatchRequested.NO_DRAW,
                        null));
    }

    /** Emits the state. The result is the last line of the report. */
    private void emit(
            Run.Open run,
            Status status,
            RunSummary summary,
            String reason,
            @Nullable BlockReason blocked) {
        decision.emit(
                new RunState(
                        run.request(),
                        status,
                        summary.phase(),
                        summary.rounds(),
                        summary.lines(),
                        Math.max(0, summary.lines().size() - 1),
                        reason,
                        blocked,
                        run.serial()));
    }
}
