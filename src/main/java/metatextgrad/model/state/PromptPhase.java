package metatextgrad.model.state;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/**
 * The prompt phase of one base optimizer (METHOD §1.4).
 *
 * @param optimizer its place in the request
 * @param round the current round; 0 tries the optimizer as given
 * @param base scores of the optimizer as given; null before its trial
 * @param best M* and its scores; null before the first trial
 * @param ends how the earlier rounds ended
 */
public record PromptPhase(
        int optimizer,
        int round,
        @Nullable EvaluatedOptimizer base,
        @Nullable EvaluatedOptimizer best,
        List<RoundEnd> ends,
        PhaseState phaseState) {
    /** What the phase waits for. */
    public sealed interface PhaseState {
        /** It waits for the trial of a spec; {@code drawn} is the pair that led to the spec. */
        record Trying(
                TrialId trial,
                OptimizerSpec spec,
                @Nullable String parent,
                @Nullable TaskId drawn,
                int repairs)
                implements PhaseState {}

        /** It waits for a train pair for the next proposal, because no trial brought one. */
        record Drawing(TrialId trial) implements PhaseState {}

        /**
         * It waits for the meta model's reply; {@code problem} is the error of the previous reply.
         */
        record Requesting(int attempt, TaskSubmitted drawn, String problem) implements PhaseState {}

        /** All rounds are over. */
        record Done() implements PhaseState {}
    }

    public PromptPhase {
        ends = List.copyOf(ends);
    }

    public PromptPhase phaseState(PhaseState next) {
        return new PromptPhase(optimizer, round, base, best, ends, next);
    }

    public PromptPhase inRound(int next) {
        return new PromptPhase(optimizer, next, base, best, ends, phaseState);
    }

    public PromptPhase withBase(EvaluatedOptimizer tried) {
        return new PromptPhase(optimizer, round, tried, tried, ends, phaseState);
    }

    public PromptPhase withBest(EvaluatedOptimizer tried) {
        return new PromptPhase(optimizer, round, base, tried, ends, phaseState);
    }

    public PromptPhase ended(RoundEnd end) {
        List<RoundEnd> all = new ArrayList<>(ends);
        all.add(end);
        return new PromptPhase(optimizer, round, base, best, all, phaseState);
    }
}
