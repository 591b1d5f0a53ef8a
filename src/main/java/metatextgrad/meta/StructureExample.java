package metatextgrad.meta;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;

/** A composition that keeps the rules, as an example of the form of a reply. Pure. */
final class StructureExample {
    private StructureExample() {}

    /**
     * Returns one phase of each strategy, structure first, with all steps shared out. A single
     * strategy gets two phases.
     *
     * @param given the optimizers that a composition is made from; at least one
     * @param maxSteps the most steps of all phases, at least 1
     */
    static OptimizerSpec of(List<OptimizerSpec> given, int maxSteps) {
        TreeSet<String> seen = new TreeSet<>();
        List<Phase> phases =
                given.stream()
                        .flatMap(spec -> spec.phases().stream())
                        .filter(phase -> seen.add(phase.strategy()))
                        .sorted(Comparator.comparing(Phase::aspect))
                        .limit(maxSteps)
                        .collect(Collectors.toCollection(ArrayList::new));
        if (phases.size() == 1 && maxSteps > 1) phases.add(phases.getFirst());
        int share = maxSteps / phases.size();
        int rest = maxSteps % phases.size();
        for (int i = 0; i < phases.size(); i++)
            phases.set(i, phases.get(i).withSteps(share + (i < rest ? 1 : 0)));
        String name = phases.stream().map(Phase::strategy).collect(Collectors.joining("-then-"));
        return new OptimizerSpec(name, phases);
    }
}
