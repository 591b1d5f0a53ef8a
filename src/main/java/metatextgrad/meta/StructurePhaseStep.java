package metatextgrad.meta;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.llm.LlmResponse;
import metatextgrad.meta.ProposalSource.StructureChoice;
import metatextgrad.meta.ProposalSource.StructureRound;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.state.PromptPhase;
import metatextgrad.model.state.StructurePhase.Doing;
import metatextgrad.model.state.StructurePhase;
import org.jspecify.annotations.Nullable;

/** The moves of the structure phase (METHOD §1.5): request, check, fix if needed, try, compare. */
final class StructurePhaseStep {
    private final DecisionBuilder draft;
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
            DecisionBuilder draft,
            RunKeys keys,
            RunRequested request,
            ScoreStats seedScore,
            List<PromptPhase> promptPhases) {
        this.draft = draft;
        this.keys = keys;
        this.request = request;
        this.settings = request.project().meta();
        this.source = ProposalSources.of(settings);
        this.publishing = new Publishing(draft, request, seedScore);
        this.promptPhases = List.copyOf(promptPhases);
        this.references =
                promptPhases.stream()
                        .map(promptPhase -> Report.reached(request, seedScore, promptPhase).spec())
                        .toList();
        this.allocation = new BudgetAllocation(draft, keys, request);
    }

    /** {@code best} is the best of the references. */
    StructurePhase start(EvaluatedOptimizer best) {
        return nextRound(new StructurePhase(0, best, null, List.of(), List.of(), new Doing.Done()));
    }

    /** Moves as far as the rows allow. */
    StructurePhase advance(StructurePhase structurePhase) {
        StructurePhase next =
                switch (structurePhase.doing()) {
                    case Doing.Asking asking -> onReply(structurePhase, asking);
                    case Doing.Trying trying -> onScore(structurePhase, trying);
                    case Doing.Done done -> structurePhase;
                };
        return next.equals(structurePhase) ? structurePhase : advance(next);
    }

    private StructurePhase onReply(StructurePhase c, Doing.Asking asking) {
        LlmResponse reply = draft.get(keys.reply(place(c), asking.attempt()));
        if (reply == null) return c;
        return switch (read(c, reply)) {
            case ParsedProposal.Sound sound ->
                    tried(c, asking, source.structure(sound.spec(), round(c)));
            case ParsedProposal.Unsound unsound -> {
                if (asking.attempt() < settings.repairs())
                    yield asked(c, new Doing.Asking(asking.attempt() + 1, unsound.problems()));
                String reason = String.join("; ", unsound.problems());
                yield nextRound(
                        c.ended(
                                end(
                                        c,
                                        c.best().spec().name(),
                                        Verdict.INVALID,
                                        null,
                                        asking.attempt(),
                                        reason)));
            }
        };
    }

    private ParsedProposal read(StructurePhase c, LlmResponse reply) {
        return reply.outcome() == LlmResponse.Outcome.OK
                ? composing(c).read(reply.text(), request.project().seed())
                : new ParsedProposal.Unsound(List.of(reply.reason()));
    }

    private StructurePhase tried(StructurePhase c, Doing.Asking asking, OptimizerSpec spec) {
        TrialId trial = keys.trial("structure", 0, c.round());
        List<String> parents = composing(c).parents();
        publishing.structure(
                trial,
                c.round(),
                spec,
                parents,
                checks(spec, asking),
                allocation.allowance(promptPhases, c));
        return c.trying(new Doing.Trying(trial, spec, parents, asking.attempt()));
    }

    private static String checks(OptimizerSpec spec, Doing.Asking asking) {
        String passed =
                "schema, strategies, aspects, order, steps, size, addresses, copies, letters, dry run of %s steps: sound"
                        .formatted(spec.steps());
        return asking.attempt() == 0
                ? passed
                : passed
                        + "; repaired %s times, at last: %s"
                                .formatted(
                                        asking.attempt(), String.join("; ", asking.complaints()));
    }

    private StructurePhase onScore(StructurePhase c, Doing.Trying trying) {
        ScoreAggregated report = draft.get(keys.score(trying.trial()));
        if (report == null) return c;
        boolean failed = Publishing.failed(report);
        boolean better = !failed && settings.better(report.stats().mean(), bar(c));
        Verdict verdict = Publishing.verdict(report, better ? Verdict.ADOPTED : Verdict.REJECTED);
        publishing.verdict(
                trying.trial(),
                trying.spec(),
                trying.parents(),
                null,
                report,
                bar(c),
                verdict,
                allocation.asked(keys.replies(place(c))));
        RoundEnd end =
                end(
                        c,
                        trying.spec().name(),
                        verdict,
                        failed ? null : report.stats().mean(),
                        trying.repairs(),
                        report.reason());
        StructurePhase ended = c.ended(end);
        if (verdict == Verdict.STOPPED) return ended.doing(new Doing.Done());
        return nextRound(
                better
                        ? ended.wonBy(
                                new EvaluatedOptimizer(
                                        trying.spec(), c.round(), report.program(), report.stats()))
                        : ended);
    }

    private StructurePhase nextRound(StructurePhase c) {
        if (c.round() >= settings.structureRounds()) return c.doing(new Doing.Done());
        StructurePhase next = c.inRound(c.round() + 1);
        OptimizerSpec best = c.best().spec();
        String lacking = allocation.lacking(allocation.left(promptPhases, next), best);
        if (lacking != null)
            return next.ended(end(next, best.name(), Verdict.STOPPED, null, 0, lacking))
                    .doing(new Doing.Done());
        Doing.Asking asking = new Doing.Asking(0, List.of());
        return switch (source.choose(round(next))) {
            case StructureChoice.AskMetaModel ask -> asked(next, asking);
            case StructureChoice.Try(OptimizerSpec spec) -> tried(next, asking, spec);
            case StructureChoice.End end -> next.doing(new Doing.Done());
        };
    }

    private StructureRound round(StructurePhase c) {
        MetaStructureOptimizer checks = composing(c);
        return new StructureRound(
                request.seed(),
                c.round(),
                references,
                checks.mostSteps(),
                spec ->
                        checks.checked(spec, request.project().seed())
                                instanceof ParsedProposal.Sound);
    }

    private StructurePhase asked(StructurePhase c, Doing.Asking asking) {
        publishing.ask(
                keys.trial("composition", 0, c.round()),
                c.round(),
                place(c),
                asking.attempt(),
                composing(c).request(asking.complaints(), mended(c, asking)));
        return c.doing(asking);
    }

    private Optional<OptimizerSpec> mended(StructurePhase c, Doing.Asking asking) {
        if (asking.attempt() == 0) return Optional.empty();
        LlmResponse reply = draft.get(keys.reply(place(c), asking.attempt() - 1));
        return reply == null ? Optional.empty() : composing(c).mended(reply.text());
    }

    private MetaStructureOptimizer composing(StructurePhase c) {
        int steps =
                request.project().optimizers().stream()
                        .mapToInt(OptimizerSpec::steps)
                        .max()
                        .orElseThrow();
        TextRules rules =
                new TextRules(
                        request.project().loop().questionType(), pairs(), settings.leakTokens());
        return new MetaStructureOptimizer(references, c.best().spec(), c.seen(), steps, rules);
    }

    /** Returns the pairs of the prompt phases. The meta model has seen no other tasks. */
    private List<TaskSubmitted> pairs() {
        return draft.all(keys.scores()).stream()
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
                MetaPhase.STRUCTURE, optimizer, c.round(), verdict, score, bar(c), repairs, reason);
    }

    /**
     * Returns the score to beat. In the paper's pseudocode there is none before the first
     * structure.
     */
    private double bar(StructurePhase c) {
        boolean none = c.won() == null && settings.initialScore() == InitialScore.ZERO;
        return none ? 0 : c.best().score();
    }

    private static String place(StructurePhase c) {
        return RunKeys.structurePlace(c.round());
    }
}
