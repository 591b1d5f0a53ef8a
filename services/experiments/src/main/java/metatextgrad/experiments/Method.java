package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Text;
import metatextgrad.model.project.Project;

/**
 * A row of the experiment.
 *
 * @param name the name that users type
 * @param optimizer the index of the base optimizer that an {@link Kind#INNER} row runs; -1 in other
 *     rows
 */
public record Method(String name, Kind kind, int optimizer) {
    /** The kind of a row. Its name in kebab case is the name of the row, except for INNER. */
    public enum Kind {
        ZERO_SHOT,
        K_SHOT,
        SELF_CONSISTENCY,
        BEST_OF_N,
        /** A base optimizer, unchanged and alone. */
        INNER,
        META_PROMPT,
        STRUCTURE,
        METATEXTGRAD,
        /** The whole run in the paper's search. */
        PAPER_SEARCH,
        /** The whole run in a race whose steps start from the front over items. */
        PARETO,
        RESTARTS,
        RESTARTS_BY_DOLLARS,
        PLACEBO,
        RANDOM_STRUCTURE
    }

    /** The rows that detect false gains. */
    public static final List<Kind> CONTROLS =
            List.of(Kind.RESTARTS, Kind.RESTARTS_BY_DOLLARS, Kind.PLACEBO, Kind.RANDOM_STRUCTURE);

    /**
     * Returns all possible rows of a project, in the order of the report.
     *
     * @throws IllegalArgumentException if an optimizer has the name of another row
     */
    public static List<Method> all(Project project) {
        List<Method> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kind == Kind.INNER) all.addAll(inner(project.optimizers()));
            else all.add(new Method(Text.kebab(kind), kind, -1));
        }
        Set<String> names = new TreeSet<>();
        for (Method method : all) {
            if (!names.add(method.name))
                throw new IllegalArgumentException(
                        "optimizer `%s` has the name of a method that every experiment runs: rename it"
                                .formatted(method.name));
        }
        return List.copyOf(all);
    }

    /**
     * Returns these rows, and those of all experiments: metaTextGrad, one run of each base
     * optimizer, and the controls.
     *
     * @throws IllegalArgumentException if a name is unknown; the message lists the known names
     */
    public static List<Method> named(List<String> names, Project project) {
        List<Method> all = all(project);
        for (String name : names) {
            if (all.stream().noneMatch(method -> method.name.equals(name)))
                throw new IllegalArgumentException(
                        "unknown method `%s`. Known: %s"
                                .formatted(
                                        name,
                                        String.join(
                                                ", ", all.stream().map(Method::name).toList())));
        }
        return all.stream()
                .filter(
                        method ->
                                method.control()
                                        || method.kind == Kind.METATEXTGRAD
                                        || method.kind == Kind.INNER
                                        || names.contains(method.name))
                .toList();
    }

    /** Returns whether the row is a control that detects false gains. */
    public boolean control() {
        return CONTROLS.contains(kind);
    }

    private static List<Method> inner(List<OptimizerSpec> optimizers) {
        List<Method> rows = new ArrayList<>();
        for (int i = 0; i < optimizers.size(); i++)
            rows.add(new Method(optimizers.get(i).name(), Kind.INNER, i));
        return rows;
    }
}
