package metatextgrad.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.Project;
import metatextgrad.strategy.Strategies;
import org.jspecify.annotations.Nullable;

/**
 * Finds parts that a project names and that this process does not have, because their jar is not
 * installed. Pure.
 */
final class MissingParts {
    private MissingParts() {}

    /** Returns the missing parts in one line; null if nothing is missing. */
    static @Nullable String of(Project project) {
        List<String> missing = new ArrayList<>();
        Set<String> strategies = new TreeSet<>();
        for (OptimizerSpec optimizer : project.optimizers())
            for (Phase phase : optimizer.phases()) strategies.add(phase.strategy());
        strategies.removeAll(Strategies.names());
        strategies.forEach(name -> missing.add("strategy `" + name + "`"));
        Set<String> evaluators = new TreeSet<>();
        named(project.loop().evaluator(), evaluators);
        evaluators.removeAll(Evaluators.names());
        evaluators.forEach(name -> missing.add("evaluator `" + name + "`"));
        String control = project.meta().control();
        if (control != null && !ProposalSources.controls().contains(control))
            missing.add("control `" + control + "`");
        return missing.isEmpty()
                ? null
                : "%s is not installed: add its jar to the plugins folder of the services, restart them, and start the run with a different seed"
                        .formatted(String.join(" is not installed and ", missing));
    }

    private static void named(EvaluatorSpec spec, Set<String> names) {
        names.add(spec.name());
        spec.parts().forEach(part -> named(part.evaluator(), names));
    }
}
