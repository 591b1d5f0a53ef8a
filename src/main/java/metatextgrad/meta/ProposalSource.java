package metatextgrad.meta;

import java.util.List;
import java.util.function.Predicate;
import metatextgrad.model.OptimizerSpec;

/**
 * Supplies the optimizers that a run tries. A normal run tries what the meta model proposes. A
 * control of an experiment tries something else, to measure whether the proposals have any effect.
 * Controls are found by {@link java.util.ServiceLoader}, and the run's settings name the control.
 * The meta decider calls a source, so it must be pure: equal arguments give equal results, without
 * a clock. Thread-safe.
 */
public interface ProposalSource {
    /** The name in the run's settings: small letters and hyphens. */
    String name();

    /**
     * Returns the optimizer to try after a valid reply of the meta model in a prompt phase.
     *
     * @param given the base optimizer, unchanged
     * @param seed the seed of the run
     * @param optimizer the index of the base optimizer
     */
    default OptimizerSpec prompt(
            OptimizerSpec proposed, OptimizerSpec given, long seed, int optimizer, int round) {
        return proposed;
    }

    /**
     * Returns the optimizer to try after a valid reply of the meta model in the structure phase.
     */
    default OptimizerSpec structure(OptimizerSpec proposed, StructureRound round) {
        return proposed;
    }

    /** Returns how a round of the structure phase begins. */
    default StructureChoice choose(StructureRound round) {
        return new StructureChoice.AskMetaModel();
    }

    /** Whether the result of the run is offered for serving. */
    default boolean offersResult() {
        return false;
    }

    /**
     * A round of the structure phase.
     *
     * @param seed the seed of the run
     * @param references the prompt-optimized optimizers
     * @param maxSteps inner iterations I of a trial
     * @param valid the checks that a structure must pass
     */
    record StructureRound(
            long seed,
            int round,
            List<OptimizerSpec> references,
            int maxSteps,
            Predicate<OptimizerSpec> valid) {
        public StructureRound {
            references = List.copyOf(references);
        }
    }

    /** How a round of the structure phase begins. */
    sealed interface StructureChoice {
        /** Send a request to the meta model. */
        record AskMetaModel() implements StructureChoice {}

        /** Try this structure without a request. */
        record Try(OptimizerSpec spec) implements StructureChoice {}

        /** End the phase, because there is no structure to try. */
        record End() implements StructureChoice {}
    }
}
