package metatextgrad.meta;

import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RequestPath;
import metatextgrad.model.ContentHash;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.Control;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.state.PromptPhase;
import metatextgrad.model.state.PromptPhase.Doing;
import metatextgrad.statistics.Seeds;
import org.jspecify.annotations.Nullable;

/** The moves of one base optimizer's prompt phase (METHOD §1.4): try, request, try, compare. */
final class PromptPhaseStep {
    private static final String REPEATED =
            "the description is the one that stands already: write another one";

    private final DecisionBuilder draft;
    private final RunKeys keys;
    private final RunRequested request;
    private final MetaSettings settings;
    private final ScoreStats seedScore;
    private final Publishing publishing;
    private final BudgetAllocation purse;

    PromptPhaseStep(
            DecisionBuilder draft, RunKeys keys, RunRequested request, ScoreStats seedScore) {
        this.draft = draft;
        this.keys = keys;
        this.request = request;
        this.settings = request.project().meta();
        this.seedScore = seedScore;
        this.publishing = new Publishing(draft, request, seedScore);
        this.purse = new BudgetAllocation(draft, keys, request);
    }

    PromptPhase start(int optimizer) {
        PromptPhase lane = new PromptPhase(optimizer, 0, null, null, List.of(), new Doing.Done());
        return settings.initialScore() == InitialScore.ZERO
                ? nextRound(lane, null)
                : tried(lane, RunStep.base(request, optimizer), null, null);
    }

    /** Moves as far as the rows allow. */
    PromptPhase advance(PromptPhase lane) {
        PromptPhase next = next(lane);
        return next.equals(lane) ? lane : advance(next);
    }

    private PromptPhase next(PromptPhase lane) {
        return switch (lane.doing()) {
            case Doing.Trying trying -> onScore(lane, trying);
            case Doing.Drawing drawing -> onDraw(lane, drawing);
            case Doing.Asking asking -> onReply(lane, asking);
            case Doing.Done done -> lane;
        };
    }

    private PromptPhase onScore(PromptPhase lane, Doing.Trying trying) {
        ScoreAggregated report = draft.get(keys.score(trying.trial()));
        if (report == null) return lane;
        PromptPhase ended =
                lane.round() == 0 ? started(lane, trying, report) : judged(lane, trying, report);
        return report.status() == ScoreAggregated.Status.STOPPED
                ? ended.doing(new Doing.Done())
                : nextRound(ended, report.draw());
    }

    /**
     * Scores the unchanged optimizer: proposals must beat this score. If the budget ended its
     * trial, the program accepted so far is still the best one (check 42).
     */
    private PromptPhase started(PromptPhase lane, Doing.Trying trying, ScoreAggregated report) {
        EvaluatedOptimizer base =
                report.status() == ScoreAggregated.Status.FAILED
                        ? new EvaluatedOptimizer(
                                trying.spec(), 0, request.project().seed(), seedScore)
                        : new EvaluatedOptimizer(
                                trying.spec(), 0, report.program(), report.tally());
        Verdict verdict = Publishing.verdict(report, Verdict.BASE);
        say(lane, trying, report, seedScore.mean(), verdict);
        return lane.withBase(base).ended(end(lane, trying, report, seedScore.mean(), verdict));
    }

    private PromptPhase judged(PromptPhase lane, Doing.Trying trying, ScoreAggregated report) {
        double bar = bar(lane);
        boolean better = !Publishing.failed(report) && settings.better(report.tally().mean(), bar);
        Verdict verdict = Publishing.verdict(report, better ? Verdict.ADOPTED : Verdict.REJECTED);
        say(lane, trying, report, bar, verdict);
        PromptPhase ended = lane.ended(end(lane, trying, report, bar, verdict));
        return better
                ? ended.withBest(
                        new EvaluatedOptimizer(
                                trying.spec(), lane.round(), report.program(), report.tally()))
                : ended;
    }

    /** In the paper's pseudocode there is no score before the first proposal. */
    private static double bar(PromptPhase lane) {
        EvaluatedOptimizer best = lane.best();
        return best == null ? 0 : best.score();
    }

    /** Returns M*: the best optimizer, or the unchanged optimizer if nothing was tried yet. */
    private OptimizerSpec best(PromptPhase lane) {
        EvaluatedOptimizer best = lane.best();
        return best == null ? RunStep.base(request, lane.optimizer()) : best.spec();
    }

    private PromptPhase nextRound(PromptPhase lane, @Nullable TaskSubmitted drawn) {
        if (lane.round() >= settings.promptRounds()) return lane.doing(new Doing.Done());
        PromptPhase next = lane.inRound(lane.round() + 1);
        String lacking = purse.lacking(purse.left(next), best(next));
        if (lacking != null)
            return next.ended(untried(next, Verdict.STOPPED, 0, lacking)).doing(new Doing.Done());
        if (drawn != null) return asked(next, new Doing.Asking(0, drawn, ""));
        TrialId trial = keys.trial("draw", lane.optimizer(), next.round());
        publishing.draw(trial, place(next), draw(lane.optimizer(), next.round()));
        return next.doing(new Doing.Drawing(trial));
    }

    private PromptPhase onDraw(PromptPhase lane, Doing.Drawing drawing) {
        ScoreAggregated report = draft.get(keys.score(drawing.trial()));
        if (report == null) return lane;
        TaskSubmitted drawn = report.draw();
        return drawn == null
                ? lane.doing(new Doing.Done())
                : asked(lane, new Doing.Asking(0, drawn, ""));
    }

    private PromptPhase onReply(PromptPhase lane, Doing.Asking asking) {
        LlmResponse reply = draft.get(keys.reply(place(lane), asking.attempt()));
        if (reply == null) return lane;
        return switch (read(lane, asking, reply)) {
            case ParsedProposal.Sound sound ->
                    tried(lane, controlled(sound.spec(), lane), best(lane).contentId(), asking);
            case ParsedProposal.Unsound unsound ->
                    again(lane, asking, String.join("; ", unsound.problems()));
        };
    }

    private ParsedProposal read(PromptPhase lane, Doing.Asking asking, LlmResponse reply) {
        if (reply.outcome() != LlmResponse.Outcome.OK)
            return new ParsedProposal.Unsound(List.of(reply.reason()));
        TextRules rules =
                new TextRules(
                        request.project().loop().questionType(),
                        List.of(asking.drawn()),
                        settings.leakTokens());
        ParsedProposal read = MetaPromptOptimizer.read(best(lane), reply.text(), rules);
        return read instanceof ParsedProposal.Sound sound && stands(lane, sound.spec())
                ? new ParsedProposal.Unsound(List.of(REPEATED))
                : read;
    }

    /** Detects an unchanged optimizer. Re-testing it could adopt it by chance. */
    private boolean stands(PromptPhase lane, OptimizerSpec spec) {
        return spec.equals(RunStep.base(request, lane.optimizer())) || spec.equals(best(lane));
    }

    /** Repeats the request with the error, or ends the round. */
    private PromptPhase again(PromptPhase lane, Doing.Asking asking, String complaint) {
        if (asking.attempt() == 0)
            return asked(lane, new Doing.Asking(1, asking.drawn(), complaint));
        return nextRound(lane.ended(untried(lane, Verdict.INVALID, 1, complaint)), null);
    }

    private RoundEnd untried(PromptPhase lane, Verdict verdict, int repairs, String reason) {
        return new RoundEnd(
                MetaPhase.PROMPT,
                best(lane).name(),
                lane.round(),
                verdict,
                null,
                bar(lane),
                repairs,
                reason);
    }

    private OptimizerSpec controlled(OptimizerSpec spec, PromptPhase lane) {
        return settings.control() == Control.PLACEBO
                ? Placebo.instead(
                        spec, Seeds.of("placebo", request.seed(), lane.optimizer(), lane.round()))
                : spec;
    }

    private PromptPhase asked(PromptPhase lane, Doing.Asking asking) {
        publishing.ask(
                keys.trial("proposal", lane.optimizer(), lane.round()),
                lane.round(),
                place(lane),
                asking.attempt(),
                MetaPromptOptimizer.request(
                        best(lane),
                        request.project().loop().questionType(),
                        asking.drawn(),
                        asking.complaint()));
        return lane.doing(asking);
    }

    private PromptPhase tried(
            PromptPhase lane,
            OptimizerSpec spec,
            @Nullable String parent,
            Doing.@Nullable Asking from) {
        TaskId drawn = from == null ? null : from.drawn().id();
        int repairs = from == null ? 0 : from.attempt();
        TrialId trial = keys.trial("prompt", lane.optimizer(), lane.round());
        int draw =
                lane.round() < settings.promptRounds()
                        ? draw(lane.optimizer(), lane.round() + 1)
                        : BatchRequested.NO_DRAW;
        publishing.prompt(
                trial,
                lane.optimizer(),
                lane.round(),
                spec,
                parent,
                drawn,
                draw,
                purse.allowance(lane));
        return lane.doing(new Doing.Trying(trial, spec, parent, drawn, repairs));
    }

    private void say(
            PromptPhase lane,
            Doing.Trying trying,
            ScoreAggregated report,
            double against,
            Verdict verdict) {
        String parent = trying.parent();
        publishing.verdict(
                trying.trial(),
                trying.spec(),
                parent == null ? List.of() : List.of(parent),
                trying.drawn(),
                report,
                against,
                verdict,
                purse.asked(keys.replies(place(lane))));
    }

    private static RoundEnd end(
            PromptPhase lane,
            Doing.Trying trying,
            ScoreAggregated report,
            double against,
            Verdict verdict) {
        return new RoundEnd(
                MetaPhase.PROMPT,
                trying.spec().name(),
                lane.round(),
                verdict,
                Publishing.failed(report) ? null : report.tally().mean(),
                against,
                trying.repairs(),
                report.reason());
    }

    /**
     * Returns a number that the intake takes modulo the size of the train list. The number is
     * seeded, so that a replay draws the same task.
     */
    private int draw(int optimizer, int round) {
        return (int) (ContentHash.number("draw", request.seed(), optimizer, round) >>> 33);
    }

    private static String place(PromptPhase lane) {
        return place(lane.optimizer(), lane.round());
    }

    static String place(int optimizer, int round) {
        return RequestPath.of("lane-" + optimizer, "round-" + round);
    }
}
