package metatextgrad.model.state;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.RoundEnd;
import org.jspecify.annotations.Nullable;

/**
 * The structure phase (METHOD §1.5), over the prompt-optimized optimizers.
 *
 * @param round the current round, from 1
 * @param start the best of the input optimizers
 * @param won the best structure that beat it; null while none has
 * @param seen {@link OptimizerSpec#phasesId} of the structures that were tried
 * @param ends how the earlier rounds ended
 */
public record StructurePhase(
        int round,
        EvaluatedOptimizer start,
        @Nullable EvaluatedOptimizer won,
        List<String> seen,
        List<RoundEnd> ends,
        PhaseState phaseState) {
    /** What the phase waits for. */
    public sealed interface PhaseState {
        /**
         * It waits for the meta model's reply.
         *
         * @param attempt number of times that errors were sent back, from 0
         * @param problems errors of the previous reply
         */
        record Requesting(int attempt, List<String> problems) implements PhaseState {
            public Requesting {
                problems = List.copyOf(problems);
            }
        }

        /** It waits for the trial of a structure. */
        record Trying(TrialId trial, OptimizerSpec spec, List<String> parents, int repairs)
                implements PhaseState {
            public Trying {
                parents = List.copyOf(parents);
            }
        }

        /** All rounds are over. */
        record Done() implements PhaseState {}
    }

    public StructurePhase {
        seen = List.copyOf(seen);
        ends = List.copyOf(ends);
    }

    /** M*: the best of all optimizers so far. */
    public EvaluatedOptimizer best() {
        return won == null ? start : won;
    }

    public StructurePhase phaseState(PhaseState next) {
        return new StructurePhase(round, start, won, seen, ends, next);
    }

    public StructurePhase inRound(int next) {
        return new StructurePhase(next, start, won, seen, ends, phaseState);
    }

    public StructurePhase wonBy(EvaluatedOptimizer tried) {
        return new StructurePhase(round, start, tried, seen, ends, phaseState);
    }

    public StructurePhase trying(PhaseState.Trying trying) {
        List<String> all = new ArrayList<>(seen);
        all.add(trying.spec().phasesId());
        return new StructurePhase(round, start, won, all, ends, trying);
    }

    public StructurePhase ended(RoundEnd end) {
        List<RoundEnd> all = new ArrayList<>(ends);
        all.add(end);
        return new StructurePhase(round, start, won, seen, all, phaseState);
    }
}
