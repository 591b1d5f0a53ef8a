package metatextgrad.strategy;

import java.util.Collection;
import java.util.Optional;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;

/**
 * Finds the nearest optimizer that keeps the rules, by code alone. It drops phases of unknown
 * strategies and moves structure phases to the front. It removes steps beyond the limit from the
 * longest phases. The author of the invalid optimizer sees the result. The result is never tried in
 * place of the original: a composition stays the meta model's own (METHOD §4.5). Pure.
 */
public final class StructureRepair {
    private StructureRepair() {}

    /**
     * Returns a valid optimizer; empty if these changes do not lead to one.
     *
     * @param known the strategies the optimizer may use
     * @param maxSteps the largest number of inner iterations I of a trial
     */
    public static Optional<OptimizerSpec> of(
            OptimizerSpec spec, Collection<String> known, int maxSteps) {
        OptimizerSpec repaired = spec;
        for (int i = repaired.phases().size() - 1; i >= 0; i--) {
            if (known.contains(repaired.phases().get(i).strategy())) continue;
            if (repaired.phases().size() == 1) return Optional.empty();
            repaired = new StructureChange.Drop(i).apply(repaired);
        }
        repaired = shortened(ordered(repaired), maxSteps);
        return OptimizerRules.check(repaired, known, maxSteps).isEmpty()
                ? Optional.of(repaired)
                : Optional.empty();
    }

    /** Exchanges neighbours until no structure phase comes after another aspect. */
    private static OptimizerSpec ordered(OptimizerSpec spec) {
        OptimizerSpec ordered = spec;
        for (int i = 1; i < ordered.phases().size(); i++) {
            for (int j = i; j > 0 && isWrong(ordered, j); j--)
                ordered = new StructureChange.Swap(j - 1, j).apply(ordered);
        }
        return ordered;
    }

    private static boolean isWrong(OptimizerSpec spec, int place) {
        return spec.phases().get(place).aspect() == Aspect.STRUCTURE
                && spec.phases().get(place - 1).aspect() != Aspect.STRUCTURE;
    }

    /**
     * Removes one step after another from the longest phase, of equals from the last one. Removes
     * whole phases last.
     */
    private static OptimizerSpec shortened(OptimizerSpec spec, int maxSteps) {
        OptimizerSpec shortened = spec;
        while (shortened.steps() > maxSteps) {
            int longest = longest(shortened);
            int steps = shortened.phases().get(longest).steps();
            if (steps > 1) {
                shortened = new StructureChange.Split(longest, steps - 1).apply(shortened);
                shortened = new StructureChange.Drop(longest + 1).apply(shortened);
            } else {
                shortened = new StructureChange.Drop(longest).apply(shortened);
            }
        }
        return shortened;
    }

    private static int longest(OptimizerSpec spec) {
        int longest = 0;
        for (int i = 0; i < spec.phases().size(); i++)
            if (spec.phases().get(i).steps() >= spec.phases().get(longest).steps()) longest = i;
        return longest;
    }
}
