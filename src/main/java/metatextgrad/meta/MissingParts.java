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
 * Finds parts that a project names and this process does not have. The author of the project had a
 * jar that is missing from the services. Pure.
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
                : "the services have no %s: put its jar into their plugins, start them again, and start the run with another seed"
                        .formatted(String.join(" and no ", missing));
    }

    private static void named(EvaluatorSpec spec, Set<String> names) {
        names.add(spec.name());
        spec.parts().forEach(part -> named(part.evaluator(), names));
    }
}
