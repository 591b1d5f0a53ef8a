package metatextgrad.meta;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import metatextgrad.decide.Draft;
import metatextgrad.llm.Asker;
import metatextgrad.llm.Asking;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Place;
import metatextgrad.model.BatchRequest;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Evaluation;
import metatextgrad.model.Lane;
import metatextgrad.model.Lane.Doing;
import metatextgrad.model.Lane.Tried;
import metatextgrad.model.MetaPrompt;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.OptimizerVersion.Verdict;
import metatextgrad.model.Program;
import metatextgrad.model.RunRequest;
import metatextgrad.model.ScoreReport;
import metatextgrad.model.Serial;
import metatextgrad.model.Split;
import metatextgrad.model.Tally;
import metatextgrad.model.Task;
import metatextgrad.model.TaskId;
import metatextgrad.model.Trail;
import metatextgrad.model.TrialId;
import org.jspecify.annotations.Nullable;

/** The moves of one base optimizer's prompt phase (METHOD §1.4): try, ask, try, compare. */
final class LaneStep {
    private static final String COMPLAINT =
            "it has no JSON object with a text in the field " + MetaPromptOptimizer.FIELD;

    private final Draft draft;
    private final RunKeys keys;
    private final RunRequest request;
    private final Tally seedScore;

    LaneStep(Draft draft, RunKeys keys, RunRequest request, Tally seedScore) {
        this.draft = draft;
        this.keys = keys;
        this.request = request;
        this.seedScore = seedScore;
    }

    Lane start(int optimizer) {
        OptimizerSpec spec = RunStep.base(request, optimizer);
        Lane lane = new Lane(optimizer, 0, null, null, new Doing.Done());
        return tried(lane, spec, null, null);
    }

    /** Moves as far as the rows allow. */
    Lane advance(Lane lane) {
        Lane next = next(lane);
        return next.equals(lane) ? lane : advance(next);
    }

    private Lane next(Lane lane) {
        return switch (lane.doing()) {
            case Doing.Trying trying -> onScore(lane, trying);
            case Doing.Drawing drawing -> onDraw(lane, drawing);
            case Doing.Asking asking -> onReply(lane, asking);
            case Doing.Done done -> lane;
        };
    }

    private Lane onScore(Lane lane, Doing.Trying trying) {
        ScoreReport report = (ScoreReport) draft.get(keys.score(trying.trial()));
        if (report == null) return lane;
        boolean failed = report.status() == ScoreReport.Status.FAILED;
        Tried best = lane.best();
        if (best == null) {
            Program program = failed ? request.project().seed() : report.program();
            Tally reached = failed ? seedScore : report.tally();
            Tried base = new Tried(trying.spec(), 0, program, reached);
            verdict(trying, report, seedScore.mean(), failed ? Verdict.FAILED : Verdict.BASE);
            return nextRound(lane.withBase(base), report.draw());
        }
        boolean better = !failed && report.tally().mean() > best.score();
        // A proposal may repeat what stands: a second trial of it says nothing against it.
        if (better || !stands(lane, trying.spec()))
            verdict(
                    trying,
                    report,
                    best.score(),
                    failed ? Verdict.FAILED : better ? Verdict.ADOPTED : Verdict.REJECTED);
        Lane judged =
                better
                        ? lane.withBest(
                                new Tried(
                                        trying.spec(),
                                        lane.round(),
                                        report.program(),
                                        report.tally()))
                        : lane;
        return nextRound(judged, report.draw());
    }

    private static boolean stands(Lane lane, OptimizerSpec spec) {
        return spec.equals(requireNonNull(lane.base()).spec())
                || spec.equals(requireNonNull(lane.best()).spec());
    }

    private Lane nextRound(Lane lane, @Nullable Task drawn) {
        if (lane.round() >= request.project().promptRounds()) return lane.doing(new Doing.Done());
        Lane next = lane.inRound(lane.round() + 1);
        if (drawn != null) return asked(next, new Doing.Asking(0, drawn, ""));
        TrialId trial = keys.trial("draw", lane.optimizer(), next.round());
        draft.say(
                new Evaluation(
                        trail(trial),
                        "draw-" + lane.optimizer() + "-" + next.round(),
                        request.project().seed(),
                        request.project().loop(),
                        request.snapshot(),
                        Split.VAL,
                        true,
                        request.seed(),
                        draw(lane.optimizer(), next.round())));
        return next.doing(new Doing.Drawing(trial));
    }

    private Lane onDraw(Lane lane, Doing.Drawing drawing) {
        ScoreReport report = (ScoreReport) draft.get(keys.score(drawing.trial()));
        if (report == null) return lane;
        Task drawn = report.draw();
        return drawn == null
                ? lane.doing(new Doing.Done())
                : asked(lane, new Doing.Asking(0, drawn, ""));
    }

    private Lane onReply(Lane lane, Doing.Asking asking) {
        LlmResponse reply = (LlmResponse) draft.get(keys.reply(place(lane), asking.attempt()));
        if (reply == null) return lane;
        Tried best = requireNonNull(lane.best());
        Optional<OptimizerSpec> spec =
                reply.outcome() == LlmResponse.Outcome.OK
                        ? MetaPromptOptimizer.read(best.spec(), reply.text())
                        : Optional.empty();
        if (spec.isPresent())
            return tried(lane, spec.get(), best.spec().contentId(), asking.drawn().id());
        if (asking.attempt() > 0) return nextRound(lane, null);
        String complaint = reply.outcome() == LlmResponse.Outcome.OK ? COMPLAINT : reply.reason();
        return asked(lane, new Doing.Asking(1, asking.drawn(), complaint));
    }

    private Lane asked(Lane lane, Doing.Asking asking) {
        OptimizerSpec best = requireNonNull(lane.best()).spec();
        TrialId proposal = keys.trial("proposal", lane.optimizer(), lane.round());
        Trail trail = new Trail(request.project().id(), request.id(), proposal, lane.round(), 0);
        Asking of =
                new Asking(Asker.META, trail, request.id().value(), place(lane), asking.attempt());
        draft.say(
                of.salted(
                        ModelRole.META,
                        request.project().loop(),
                        MetaPromptOptimizer.request(
                                best,
                                request.project().loop().questionType(),
                                asking.drawn(),
                                asking.complaint())));
        return lane.doing(asking);
    }

    private Lane tried(
            Lane lane, OptimizerSpec spec, @Nullable String parent, @Nullable TaskId drawn) {
        TrialId trial = keys.trial("prompt", lane.optimizer(), lane.round());
        boolean more = lane.round() < request.project().promptRounds();
        draft.say(
                new MetaPrompt(
                        trail(trial),
                        parent == null ? MetaPrompt.BASE : MetaPrompt.META,
                        lane.optimizer(),
                        lane.round(),
                        spec,
                        parent,
                        drawn,
                        request.project().seed(),
                        seedScore,
                        request.project().loop(),
                        request.snapshot(),
                        request.seed(),
                        more ? draw(lane.optimizer(), lane.round() + 1) : BatchRequest.NO_DRAW));
        return lane.doing(new Doing.Trying(trial, spec, parent, drawn));
    }

    private void verdict(Doing.Trying trying, ScoreReport report, double against, Verdict verdict) {
        Double score = verdict == Verdict.FAILED ? null : report.tally().mean();
        draft.say(
                new OptimizerVersion(
                        request.project().id(),
                        request.id(),
                        trying.trial(),
                        trying.spec(),
                        trying.parent(),
                        trying.drawn(),
                        score,
                        against,
                        verdict,
                        new Serial(1)));
    }

    /**
     * A number the intake takes modulo the size of the train list: seeded, so that a replay draws
     * alike.
     */
    private int draw(int optimizer, int round) {
        return (int) (ContentHash.number("draw", request.seed(), optimizer, round) >>> 33);
    }

    private Trail trail(TrialId trial) {
        return new Trail(request.project().id(), request.id(), trial, 0, 0);
    }

    private static String place(Lane lane) {
        return Place.of("lane-" + lane.optimizer(), "round-" + lane.round());
    }
}
