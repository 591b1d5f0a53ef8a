package metatextgrad.meta;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.RowKey;
import metatextgrad.decide.RowPrefix;
import metatextgrad.model.Cost;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Serial;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.state.PromptPhase;
import metatextgrad.model.state.PromptPhase.PhaseState;
import org.jspecify.annotations.Nullable;

/**
 * Tries the optimizers that users submit to an open run. They are tried one after another when the
 * prompt phases are over. Each is tried on its own without rounds. This happens before the
 * structure phase, which may use them.
 */
record SubmissionStep(
        DecisionBuilder decision, RunKeys keys, RunRequested request, ScoreStats seedScore) {
    /** Stores a submission until its turn; returns false if it waits already. */
    static boolean queue(DecisionBuilder decision, RunKeys keys, OptimizerProposed proposed) {
        RowPrefix<OptimizerProposed> offers = keys.offers();
        if (decision.all(offers).contains(proposed)) return false;
        int last =
                decision.keys(offers).stream()
                        .map(key -> key.text().substring(offers.text().length()))
                        .mapToInt(Integer::parseInt)
                        .max()
                        .orElse(0);
        decision.put(offers.key(String.format(Locale.ROOT, "%05d", last + 1)), proposed);
        return true;
    }

    /** Offers all stored submissions for the next run, because a race takes none. */
    static void leaveToTheNextRun(DecisionBuilder decision, RunKeys keys, RunRequested request) {
        for (RowKey<OptimizerProposed> key : decision.keys(keys.offers())) {
            OptimizerSpec spec = requireNonNull(decision.get(key)).spec();
            decision.emit(
                    OptimizerVersion.offered(request.project().id(), spec, null, new Serial(1)));
            decision.delete(key);
        }
    }

    /**
     * Starts the next valid submission. Returns the prompt phases including it, or the same list if
     * none is waiting.
     */
    List<PromptPhase> next(List<PromptPhase> promptPhases) {
        for (RowKey<OptimizerProposed> key : decision.keys(keys.offers())) {
            OptimizerSpec spec = requireNonNull(decision.get(key)).spec();
            decision.delete(key);
            if (promptPhases.stream().anyMatch(promptPhase -> tries(promptPhase, spec))) continue;
            TrialId trial = keys.trial("prompt", promptPhases.size(), 0);
            if (SubmissionRules.problem(request, spec).isPresent()) {
                answer(spec, trial, null, scoreToBeat(promptPhases), Verdict.INVALID, Cost.NONE);
                continue;
            }
            new Publishing(decision, request, seedScore)
                    .prompt(
                            trial,
                            promptPhases.size(),
                            0,
                            spec,
                            null,
                            null,
                            BatchRequested.NO_DRAW,
                            new BudgetAllocation(decision, keys, request)
                                    .ofSubmission(promptPhases)
                                    .allowance());
            List<PromptPhase> more = new ArrayList<>(promptPhases);
            PhaseState trying = new PhaseState.Trying(trial, spec, null, null, 0);
            more.add(new PromptPhase(promptPhases.size(), 0, null, null, List.of(), trying));
            return more;
        }
        return promptPhases;
    }

    /**
     * Decides when the trial is over. {@code before} are the prompt phases that it competes with.
     */
    PromptPhase advance(List<PromptPhase> before, PromptPhase promptPhase) {
        if (!(promptPhase.phaseState() instanceof PhaseState.Trying trying)) return promptPhase;
        ScoreAggregated report = decision.get(keys.score(trying.trial()));
        if (report == null) return promptPhase;
        boolean failed = Publishing.failed(report);
        double scoreToBeat = scoreToBeat(before);
        boolean better =
                !failed && request.project().meta().better(report.stats().mean(), scoreToBeat);
        Verdict verdict = Publishing.verdict(report, better ? Verdict.ADOPTED : Verdict.REJECTED);
        Double score = failed ? null : report.stats().mean();
        answer(trying.spec(), trying.trial(), score, scoreToBeat, verdict, report.cost());
        EvaluatedOptimizer tried =
                failed
                        ? Report.unchanged(request, seedScore, trying.spec())
                        : Publishing.evaluated(trying.spec(), 0, report);
        return promptPhase
                .withBase(tried)
                .ended(
                        new RoundEnd(
                                MetaPhase.OFFERED,
                                trying.spec().name(),
                                0,
                                verdict,
                                score,
                                scoreToBeat,
                                0,
                                report.reason()))
                .phaseState(new PhaseState.Done());
    }

    private double scoreToBeat(List<PromptPhase> promptPhases) {
        return Report.best(request, seedScore, promptPhases).score();
    }

    private static boolean tries(PromptPhase promptPhase, OptimizerSpec spec) {
        EvaluatedOptimizer base = promptPhase.base();
        return base != null && base.spec().equals(spec);
    }

    private void answer(
            OptimizerSpec spec,
            TrialId trial,
            @Nullable Double score,
            double scoreToBeat,
            Verdict verdict,
            Cost cost) {
        decision.emit(
                OptimizerVersion.offered(request.project().id(), spec, null, new Serial(1))
                        .answered(request.id(), trial, score, scoreToBeat, null, verdict, cost));
    }
}
