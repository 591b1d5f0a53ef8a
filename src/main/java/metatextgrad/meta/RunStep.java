package metatextgrad.meta;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.Draft;
import metatextgrad.model.BatchRequest;
import metatextgrad.model.Evaluation;
import metatextgrad.model.Lane;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.Run;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.model.RunState.Line;
import metatextgrad.model.RunState.Status;
import metatextgrad.model.ScoreReport;
import metatextgrad.model.Serial;
import metatextgrad.model.Split;
import metatextgrad.model.Tally;
import metatextgrad.model.Trail;
import metatextgrad.model.TrialId;
import org.jspecify.annotations.Nullable;

/**
 * The moves of one run (METHOD §1.6): score of the seed program, prompt phases side by side, then
 * the test set, once per reported line.
 */
final class RunStep {
    private final Draft draft;
    private final RunKeys keys;

    RunStep(Draft draft, RunKeys keys) {
        this.draft = draft;
        this.keys = keys;
    }

    void start(RunRequest request) {
        evaluate(request, keys.seed(), "seed", request.project().seed(), Split.VAL);
        become(
                new Run.EvaluatingSeed(
                        request,
                        tell(
                                request,
                                null,
                                Status.RUNNING,
                                "scoring the seed program",
                                List.of(),
                                0,
                                "")));
    }

    /** Moves as far as the rows allow. */
    void advance() {
        while (true) {
            Run state = requireNonNull((Run) draft.get(keys.state()));
            Run next = next(state);
            if (next.equals(state)) return;
            become(next);
        }
    }

    private Run next(Run state) {
        return switch (state) {
            case Run.EvaluatingSeed s -> onSeed(s);
            case Run.Searching s -> onLanes(s);
            case Run.Testing s -> onTests(s);
            case Run.Finished s -> s;
        };
    }

    private Run onSeed(Run.EvaluatingSeed s) {
        ScoreReport report = score(keys.seed());
        if (report == null) return s;
        if (report.status() == ScoreReport.Status.FAILED)
            return fail(s, List.of(), 0, "the seed program has no score: " + report.reason());
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < s.request().project().optimizers().size(); i++) {
            lanes.add(step(s.request(), report.tally()).start(i));
        }
        return new Run.Searching(
                s.request(), tell(s, "trying the base optimizers"), report.tally(), lanes);
    }

    private Run onLanes(Run.Searching s) {
        LaneStep step = step(s.request(), s.seedScore());
        List<Lane> lanes = s.lanes().stream().map(step::advance).toList();
        if (!lanes.stream().allMatch(lane -> lane.doing() instanceof Lane.Doing.Done)) {
            if (lanes.equals(s.lanes())) return s;
            return new Run.Searching(
                    s.request(), tell(s, Progress.of(s.request(), lanes)), s.seedScore(), lanes);
        }
        List<Line> lines = Report.lines(s.request().project().seed(), s.seedScore(), lanes);
        for (int i = 0; i < lines.size(); i++) {
            evaluate(s.request(), keys.test(i), "test-" + i, lines.get(i).program(), Split.TEST);
        }
        int best = lines.size() - 1;
        Serial serial =
                tell(
                        s.request(),
                        s.serial(),
                        Status.RUNNING,
                        "reading the test set",
                        lines,
                        best,
                        "");
        return new Run.Testing(s.request(), serial, lines, best);
    }

    private Run onTests(Run.Testing s) {
        List<Line> tested = new ArrayList<>();
        for (int i = 0; i < s.lines().size(); i++) {
            ScoreReport report = score(keys.test(i));
            if (report == null) return s;
            if (report.status() == ScoreReport.Status.FAILED)
                return fail(
                        s, s.lines(), s.best(), "the test set was not read: " + report.reason());
            tested.add(s.lines().get(i).tested(report.tally(), report.outcomes()));
        }
        return finish(
                s.request(),
                tell(s.request(), s.serial(), Status.FINISHED, "finished", tested, s.best(), ""));
    }

    private Run fail(Run s, List<Line> lines, int best, String reason) {
        return finish(
                s.request(),
                tell(s.request(), s.serial(), Status.FAILED, "failed", lines, best, reason));
    }

    private Run finish(RunRequest request, Serial serial) {
        for (String prefix : keys.waiting()) draft.deleteAll(prefix);
        return new Run.Finished(request, serial);
    }

    private LaneStep step(RunRequest request, Tally seedScore) {
        return new LaneStep(draft, keys, request, seedScore);
    }

    private void evaluate(
            RunRequest request, TrialId trial, String purpose, Program program, Split split) {
        Trail trail = new Trail(request.project().id(), request.id(), trial, 0, 0);
        draft.say(
                new Evaluation(
                        trail,
                        purpose,
                        program,
                        request.project().loop(),
                        request.snapshot(),
                        split,
                        false,
                        request.seed(),
                        BatchRequest.NO_DRAW));
    }

    private @Nullable ScoreReport score(TrialId trial) {
        return (ScoreReport) draft.get(keys.score(trial));
    }

    private Serial tell(Run s, String phase) {
        return tell(s.request(), s.serial(), Status.RUNNING, phase, List.of(), 0, "");
    }

    private Serial tell(
            RunRequest request,
            @Nullable Serial last,
            Status status,
            String phase,
            List<Line> lines,
            int best,
            String reason) {
        Serial serial = last == null ? new Serial(1) : last.next();
        draft.say(new RunState(request, status, phase, lines, best, reason, serial));
        return serial;
    }

    private void become(Run state) {
        draft.put(keys.state(), state);
    }

    static OptimizerSpec base(RunRequest request, int optimizer) {
        return request.project().optimizers().get(optimizer);
    }
}
