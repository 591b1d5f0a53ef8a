package metatextgrad.meta;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.meta.ProposalSource.StructureChoice;
import metatextgrad.meta.ProposalSource.StructureRound;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.state.PromptPhase;
import metatextgrad.model.state.StructurePhase;
import metatextgrad.model.state.StructurePhase.PhaseState;
import org.jspecify.annotations.Nullable;

/**
 * The state transitions of the structure phase (METHOD §1.5): request, check, fix if needed, try,
 * compare.
 */
final class StructurePhaseStep {
    private final DecisionBuilder decision;
    private final RunKeys keys;
    private final RunRequested request;
    private final MetaSettings settings;
    private final ProposalSource source;
    private final Publishing publishing;
    private final List<OptimizerSpec> references;
    private final List<PromptPhase> promptPhases;
    private final BudgetAllocation allocation;

    /** {@code promptPhases} are the prompt phases, all over. */
    StructurePhaseStep(
            DecisionBuilder decision,
            RunKeys keys,
            RunRequested request,
            ScoreStats seedScore,
            List<PromptPhase> promptPhases) {
        this.decision = decision;
        this.keys = keys;
        this.request = request;
        this.settings = request.project().meta();
        this.source = ProposalSources.of(settings);
        this.publishing = new Publishing(decision, request, seedScore);
        this.promptPhases = List.copyOf(promptPhases);
        this.references =
                promptPhases.stream()
                        .map(promptPhase -> Report.reached(request, seedScore, promptPhase).spec())
                        .toList();
        this.allocation = new BudgetAllocation(decision, keys, request);
    }

    /** {@code best} is the best of the references. */
    StructurePhase start(EvaluatedOptimizer best) {
        return nextRound(
                new StructurePhase(0, best, null, List.of(), List.of(), new PhaseState.Done()));
    }

    /** Advances as far as the stored rows allow. */
    StructurePhase advance(StructurePhase structurePhase) {
        StructurePhase next =
                switch (structurePhase.phaseState()) {
                    case PhaseState.Requesting requesting -> onReply(structurePhase, requesting);
                    case PhaseState.Trying trying -> onScore(structurePhase, trying);
                    case PhaseState.Done done -> structurePhase;
                };
        return next.equals(structurePhase) ? structurePhase : advance(next);
    }

    private StructurePhase onReply(StructurePhase c, PhaseState.Requesting requesting) {
        LlmResponse reply = decision.get(keys.reply(path(c), requesting.attempt()));
        if (reply == null) return c;
        return switch (read(c, reply)) {
            case ParsedProposal.Valid valid ->
                    tried(c, requesting, source.structure(valid.spec(), round(c)));
            case ParsedProposal.Invalid invalid -> {
                if (requesting.attempt() < settings.repairs())
                    yield request(
                            c,
                            new PhaseState.Requesting(
                                    requesting.attempt() + 1, invalid.problems()));
                int repairs = requesting.attempt();
                String best = c.best().spec().name();
                String reason = String.join("; ", invalid.problems());
                yield nextRound(c.ended(end(c, best, Verdict.INVALID, null, repairs, reason)));
            }
        };
    }

    private ParsedProposal read(StructurePhase c, LlmResponse reply) {
        return reply.outcome() == LlmResponse.Outcome.OK
                ? composing(c).read(reply.text(), request.project().seed())
                : new ParsedProposal.Invalid(List.of(reply.reason()));
    }

    private StructurePhase tried(
            StructurePhase c, PhaseState.Requesting requesting, OptimizerSpec spec) {
        TrialId trial = keys.trial("structure", 0, c.round());
        List<String> parents = composing(c).parents();
        publishing.structure(
                trial,
                c.round(),
                spec,
                parents,
                checks(spec, requesting),
                allocation.of(promptPhases, c).allowance());
        return c.trying(new PhaseState.Trying(trial, spec, parents, requesting.attempt()));
    }

    private static String checks(OptimizerSpec spec, PhaseState.Requesting requesting) {
        String passed =
                "schema, strategies, aspects, order, steps, size, addresses, copies, letters, dry run of %s steps: sound"
                        .formatted(spec.steps());
        return requesting.attempt() == 0
                ? passed
                : passed
                        + "; repaired %s times, at last: %s"
                                .formatted(
                                        requesting.attempt(),
                                        String.join("; ", requesting.problems()));
    }

    private StructurePhase onScore(StructurePhase c, PhaseState.Trying trying) {
        ScoreAggregated report = decision.get(keys.score(trying.trial()));
        if (report == null) return c;
        boolean failed = Publishing.failed(report);
        boolean better = !failed && settings.better(report.stats().mean(), scoreToBeat(c));
        Verdict verdict = Publishing.verdict(report, better ? Verdict.ADOPTED : Verdict.REJECTED);
        publishing.verdict(
                trying.trial(),
                trying.spec(),
                trying.parents(),
                null,
                report,
                scoreToBeat(c),
                verdict,
                allocation.requestCost(keys.replies(path(c))));
        RoundEnd end =
                end(
                        c,
                        trying.spec().name(),
                        verdict,
                        failed ? null : report.stats().mean(),
                        trying.repairs(),
                        report.reason());
        StructurePhase ended = c.ended(end);
        if (verdict == Verdict.STOPPED) return ended.phaseState(new PhaseState.Done());
        return nextRound(
                better
                        ? ended.wonBy(Publishing.evaluated(trying.spec(), c.round(), report))
                        : ended);
    }

    private StructurePhase nextRound(StructurePhase c) {
        if (c.round() >= settings.structureRounds()) return c.phaseState(new PhaseState.Done());
        StructurePhase next = c.inRound(c.round() + 1);
        OptimizerSpec best = c.best().spec();
        String problem = allocation.problem(allocation.of(promptPhases, next), best);
        if (problem != null)
            return next.ended(end(next, best.name(), Verdict.STOPPED, null, 0, problem))
                    .phaseState(new PhaseState.Done());
        PhaseState.Requesting requesting = new PhaseState.Requesting(0, List.of());
        return switch (source.choose(round(next))) {
            case StructureChoice.AskMetaModel ask -> request(next, requesting);
            case StructureChoice.Try(OptimizerSpec spec) -> tried(next, requesting, spec);
            case StructureChoice.End end -> next.phaseState(new PhaseState.Done());
        };
    }

    private StructureRound round(StructurePhase c) {
        MetaStructureOptimizer checks = composing(c);
        Program seed = request.project().seed();
        return new StructureRound(
                request.seed(),
                c.round(),
                references,
                checks.maxSteps(),
                spec -> checks.checked(spec, seed) instanceof ParsedProposal.Valid);
    }

    private StructurePhase request(StructurePhase c, PhaseState.Requesting requesting) {
        publishing.request(
                keys.trial("composition", 0, c.round()),
                c.round(),
                path(c),
                requesting.attempt(),
                composing(c).request(requesting.problems(), repaired(c, requesting)),
                ReplyFormat.OPTIMIZER);
        return c.phaseState(requesting);
    }

    private Optional<OptimizerSpec> repaired(StructurePhase c, PhaseState.Requesting requesting) {
        if (requesting.attempt() == 0) return Optional.empty();
        LlmResponse reply = decision.get(keys.reply(path(c), requesting.attempt() - 1));
        return reply == null ? Optional.empty() : composing(c).repaired(reply.text());
    }

    private MetaStructureOptimizer composing(StructurePhase c) {
        TextRules rules =
                new TextRules(
                        request.project().loop().questionType(), pairs(), settings.leakTokens());
        return new MetaStructureOptimizer(
                references, c.best().spec(), c.seen(), request.project().maxSteps(), false, rules);
    }

    /** Returns the pairs of the prompt phases. The meta model has seen no other tasks. */
    private List<TaskSubmitted> pairs() {
        return decision.all(keys.scores()).stream()
                .flatMap(report -> Stream.ofNullable(report.draw()))
                .toList();
    }

    private RoundEnd end(
            StructurePhase c,
            String optimizer,
            Verdict verdict,
            @Nullable Double score,
            int repairs,
            String reason) {
        return new RoundEnd(
                MetaPhase.STRUCTURE,
                optimizer,
                c.round(),
                verdict,
                score,
                scoreToBeat(c),
                repairs,
                reason);
    }

    /**
     * Returns the score to beat. In the paper's pseudocode there is none before the first
     * structure.
     */
    private double scoreToBeat(StructurePhase c) {
        boolean none = c.won() == null && settings.initialScore() == InitialScore.ZERO;
        return none ? 0 : c.best().score();
    }

    private static String path(StructurePhase c) {
        return RunKeys.structurePath(c.round());
    }
}
