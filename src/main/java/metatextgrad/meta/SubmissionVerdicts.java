package metatextgrad.meta;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.state.PromptPhase;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the optimizers that users submitted (METHOD §4.1). A submitted optimizer is adopted
 * if, unchanged, it scored higher than every other unchanged optimizer of the run. If the run has
 * no other, it must beat the seed program. A submitted optimizer whose unchanged trial did not end
 * waits for another run.
 */
record SubmissionVerdicts(DecisionBuilder decision, RunKeys keys, RunRequested request) {
    /** Emits the verdicts. {@code promptPhases} have reached their end. */
    void answer(List<PromptPhase> promptPhases, ScoreStats seedScore) {
        for (PromptPhase promptPhase : promptPhases) {
            OptimizerVersion offer = offer(promptPhase);
            EvaluatedOptimizer base = promptPhase.base();
            if (offer == null || base == null) continue;
            Verdict ended = promptPhase.ends().getFirst().verdict();
            if (ended == Verdict.STOPPED) continue;
            boolean failed = ended == Verdict.FAILED;
            double scoreToBeat = scoreToBeat(promptPhases, seedScore);
            boolean better = request.project().meta().better(base.score(), scoreToBeat);
            TrialId trial = keys.trial("prompt", promptPhase.optimizer(), 0);
            ScoreAggregated report = requireNonNull(decision.get(keys.score(trial)));
            decision.emit(
                    offer.answered(
                            request.id(),
                            trial,
                            failed ? null : base.score(),
                            scoreToBeat,
                            null,
                            failed ? Verdict.FAILED : better ? Verdict.ADOPTED : Verdict.REJECTED,
                            report.cost()));
        }
    }

    private double scoreToBeat(List<PromptPhase> promptPhases, ScoreStats seedScore) {
        double scoreToBeat = seedScore.mean();
        for (PromptPhase promptPhase : promptPhases) {
            EvaluatedOptimizer base = promptPhase.base();
            if (base != null && offer(promptPhase) == null)
                scoreToBeat = Math.max(scoreToBeat, base.score());
        }
        return scoreToBeat;
    }

    /**
     * Returns the submission behind a prompt phase; null if there is none or if it belongs to
     * another project.
     */
    private @Nullable OptimizerVersion offer(PromptPhase promptPhase) {
        OptimizerSpec own = request.project().optimizers().get(promptPhase.optimizer());
        return request.versions().stream()
                .filter(version -> version.verdict() == Verdict.OFFERED)
                .filter(version -> version.project().equals(request.project().id()))
                .filter(version -> version.spec().equals(own))
                .findFirst()
                .orElse(null);
    }
}
