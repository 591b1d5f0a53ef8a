package metatextgrad.meta;

import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.ReplyFormat;
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
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.state.PromptPhase;
import metatextgrad.model.state.PromptPhase.PhaseState;
import metatextgrad.redact.TargetMask;
import org.jspecify.annotations.Nullable;

/**
 * The state transitions of one base optimizer's prompt phase (METHOD §1.4): try, request, try,
 * compare.
 */
final class PromptPhaseStep {
    private static final String REPEATED =
            "the description is the one that stands already: write another one";

    private final DecisionBuilder decision;
    private final RunKeys keys;
    private final RunRequested request;
    private final MetaSettings settings;
    private final ProposalSource source;
    private final ScoreStats seedScore;
    private final Publishing publishing;
    private final BudgetAllocation allocation;

    PromptPhaseStep(
            DecisionBuilder decision, RunKeys keys, RunRequested request, ScoreStats seedScore) {
        this.decision = decision;
        this.keys = keys;
        this.request = request;
        this.settings = request.project().meta();
        this.source = ProposalSources.of(settings);
        this.seedScore = seedScore;
        this.publishing = new Publishing(decision, request, seedScore);
        this.allocation = new BudgetAllocation(decision, keys, request);
    }

    PromptPhase start(int optimizer) {
        PromptPhase promptPhase =
                new PromptPhase(optimizer, 0, null, null, List.of(), new PhaseState.Done());
        return settings.initialScore() == InitialScore.ZERO
                ? nextRound(promptPhase, null)
                : tried(promptPhase, request.project().optimizers().get(optimizer), null, null);
    }

    /** Advances as far as the stored rows allow. */
    PromptPhase advance(PromptPhase promptPhase) {
        PromptPhase next = next(promptPhase);
        return next.equals(promptPhase) ? promptPhase : advance(next);
    }

    private PromptPhase next(PromptPhase promptPhase) {
        return switch (promptPhase.phaseState()) {
            case PhaseState.Trying trying -> onScore(promptPhase, trying);
            case PhaseState.Drawing drawing -> onDraw(promptPhase, drawing);
            case PhaseState.Requesting requesting -> onReply(promptPhase, requesting);
            case PhaseState.Done done -> promptPhase;
        };
    }

    private PromptPhase onScore(PromptPhase promptPhase, PhaseState.Trying trying) {
        ScoreAggregated report = decision.get(keys.score(trying.trial()));
        if (report == null) return promptPhase;
        PromptPhase ended =
                promptPhase.round() == 0
                        ? started(promptPhase, trying, report)
                        : judged(promptPhase, trying, report);
        return report.status() == ScoreAggregated.Status.STOPPED
                ? ended.phaseState(new PhaseState.Done())
                : nextRound(ended, report.draw());
    }

    /**
     * Scores the unchanged optimizer: proposals must beat this score. If the budget ended its
     * trial, the program accepted so far is still the best one (check 42).
     */
    private PromptPhase started(
            PromptPhase promptPhase, PhaseState.Trying trying, ScoreAggregated report) {
        EvaluatedOptimizer base =
                report.status() == ScoreAggregated.Status.FAILED
                        ? Report.unchanged(request, seedScore, trying.spec())
                        : Publishing.evaluated(trying.spec(), 0, report);
        Verdict verdict = Publishing.verdict(report, Verdict.BASE);
        return ended(promptPhase.withBase(base), trying, report, seedScore.mean(), verdict);
    }

    private PromptPhase judged(
            PromptPhase promptPhase, PhaseState.Trying trying, ScoreAggregated report) {
        double scoreToBeat = scoreToBeat(promptPhase);
        boolean better =
                !Publishing.failed(report) && settings.better(report.stats().mean(), scoreToBeat);
        Verdict verdict = Publishing.verdict(report, better ? Verdict.ADOPTED : Verdict.REJECTED);
        PromptPhase ended = ended(promptPhase, trying, report, scoreToBeat, verdict);
        return better
                ? ended.withBest(Publishing.evaluated(trying.spec(), promptPhase.round(), report))
                : ended;
    }

    /** In the paper's pseudocode there is no score before the first proposal. */
    private static double scoreToBeat(PromptPhase promptPhase) {
        EvaluatedOptimizer best = promptPhase.best();
        return best == null ? 0 : best.score();
    }

    /** Returns M*: the best optimizer, or the unchanged optimizer if nothing was tried yet. */
    private OptimizerSpec best(PromptPhase promptPhase) {
        EvaluatedOptimizer best = promptPhase.best();
        return best == null
                ? request.project().optimizers().get(promptPhase.optimizer())
                : best.spec();
    }

    private PromptPhase nextRound(PromptPhase promptPhase, @Nullable TaskSubmitted drawn) {
        if (promptPhase.round() >= settings.promptRounds())
            return promptPhase.phaseState(new PhaseState.Done());
        PromptPhase next = promptPhase.inRound(promptPhase.round() + 1);
        String problem = allocation.problem(allocation.of(next), best(next));
        if (problem != null)
            return next.ended(untried(next, Verdict.STOPPED, 0, problem))
                    .phaseState(new PhaseState.Done());
        if (drawn != null) return request(next, new PhaseState.Requesting(0, drawn, ""));
        TrialId trial = keys.trial("draw", promptPhase.optimizer(), next.round());
        publishing.draw(trial, path(next), draw(promptPhase.optimizer(), next.round()));
        return next.phaseState(new PhaseState.Drawing(trial));
    }

    private PromptPhase onDraw(PromptPhase promptPhase, PhaseState.Drawing drawing) {
        ScoreAggregated report = decision.get(keys.score(drawing.trial()));
        if (report == null) return promptPhase;
        TaskSubmitted drawn = report.draw();
        return drawn == null
                ? promptPhase.phaseState(new PhaseState.Done())
                : request(promptPhase, new PhaseState.Requesting(0, drawn, ""));
    }

    private PromptPhase onReply(PromptPhase promptPhase, PhaseState.Requesting requesting) {
        LlmResponse reply = decision.get(keys.reply(path(promptPhase), requesting.attempt()));
        if (reply == null) return promptPhase;
        return switch (read(promptPhase, requesting, reply)) {
            case ParsedProposal.Valid valid -> {
                int optimizer = promptPhase.optimizer();
                OptimizerSpec spec =
                        source.prompt(
                                valid.spec(),
                                request.project().optimizers().get(optimizer),
                                request.seed(),
                                optimizer,
                                promptPhase.round());
                yield tried(promptPhase, spec, best(promptPhase).contentId(), requesting);
            }
            case ParsedProposal.Invalid invalid ->
                    repeatRequest(promptPhase, requesting, String.join("; ", invalid.problems()));
        };
    }

    private ParsedProposal read(
            PromptPhase promptPhase, PhaseState.Requesting requesting, LlmResponse reply) {
        if (reply.outcome() != LlmResponse.Outcome.OK)
            return new ParsedProposal.Invalid(List.of(reply.reason()));
        TextRules rules =
                new TextRules(
                        request.project().loop().questionType(),
                        List.of(requesting.drawn()),
                        settings.leakTokens());
        ParsedProposal read =
                MetaPromptOptimizer.read(best(promptPhase), last(promptPhase), reply.text(), rules);
        return read instanceof ParsedProposal.Valid valid && isUnchanged(promptPhase, valid.spec())
                ? new ParsedProposal.Invalid(List.of(REPEATED))
                : read;
    }

    /** The paper improves the description of the last phase only. */
    private int last(PromptPhase promptPhase) {
        return best(promptPhase).phases().size() - 1;
    }

    /** Returns true for an unchanged optimizer. Re-testing it could adopt it by chance. */
    private boolean isUnchanged(PromptPhase promptPhase, OptimizerSpec spec) {
        return spec.equals(request.project().optimizers().get(promptPhase.optimizer()))
                || spec.equals(best(promptPhase));
    }

    /** Repeats the request with the error, or ends the round. */
    private PromptPhase repeatRequest(
            PromptPhase promptPhase, PhaseState.Requesting requesting, String problem) {
        if (requesting.attempt() == 0)
            return request(promptPhase, new PhaseState.Requesting(1, requesting.drawn(), problem));
        return nextRound(
                promptPhase.ended(untried(promptPhase, Verdict.INVALID, 1, problem)), null);
    }

    private RoundEnd untried(PromptPhase promptPhase, Verdict verdict, int repairs, String reason) {
        return new RoundEnd(
                MetaPhase.PROMPT,
                best(promptPhase).name(),
                promptPhase.round(),
                verdict,
                null,
                scoreToBeat(promptPhase),
                repairs,
                reason);
    }

    private PromptPhase request(PromptPhase promptPhase, PhaseState.Requesting requesting) {
        publishing.request(
                keys.trial("proposal", promptPhase.optimizer(), promptPhase.round()),
                promptPhase.round(),
                path(promptPhase),
                requesting.attempt(),
                MetaPromptOptimizer.request(
                        best(promptPhase),
                        last(promptPhase),
                        request.project().loop().questionType(),
                        TargetMask.shown(request.project().loop(), requesting.drawn()),
                        requesting.problem()),
                ReplyFormat.DESCRIPTION);
        return promptPhase.phaseState(requesting);
    }

    private PromptPhase tried(
            PromptPhase promptPhase,
            OptimizerSpec spec,
            @Nullable String parent,
            PhaseState.@Nullable Requesting from) {
        TaskId drawn = from == null ? null : from.drawn().id();
        int repairs = from == null ? 0 : from.attempt();
        TrialId trial = keys.trial("prompt", promptPhase.optimizer(), promptPhase.round());
        int draw =
                promptPhase.round() < settings.promptRounds()
                        ? draw(promptPhase.optimizer(), promptPhase.round() + 1)
                        : BatchRequested.NO_DRAW;
        publishing.prompt(
                trial,
                promptPhase.optimizer(),
                promptPhase.round(),
                spec,
                parent,
                drawn,
                draw,
                allocation.of(promptPhase).allowance());
        return promptPhase.phaseState(new PhaseState.Trying(trial, spec, parent, drawn, repairs));
    }

    /** Emits the verdict on a trial and ends the round. */
    private PromptPhase ended(
            PromptPhase promptPhase,
            PhaseState.Trying trying,
            ScoreAggregated report,
            double scoreToBeat,
            Verdict verdict) {
        String parent = trying.parent();
        publishing.verdict(
                trying.trial(),
                trying.spec(),
                parent == null ? List.of() : List.of(parent),
                trying.drawn(),
                report,
                scoreToBeat,
                verdict,
                allocation.requestCost(keys.replies(path(promptPhase))));
        return promptPhase.ended(
                new RoundEnd(
                        MetaPhase.PROMPT,
                        trying.spec().name(),
                        promptPhase.round(),
                        verdict,
                        Publishing.failed(report) ? null : report.stats().mean(),
                        scoreToBeat,
                        trying.repairs(),
                        report.reason()));
    }

    /**
     * Returns a number that the intake takes modulo the size of the train list. The number is
     * seeded, so that a replay draws the same task.
     */
    private int draw(int optimizer, int round) {
        return (int) (ContentHash.number("draw", request.seed(), optimizer, round) >>> 33);
    }

    private static String path(PromptPhase promptPhase) {
        return RunKeys.promptPath(promptPhase.optimizer(), promptPhase.round());
    }
}
