package metatextgrad.evaluator;

import java.util.List;
import java.util.ServiceLoader;
import metatextgrad.json.Suggestions;
import metatextgrad.model.project.EvaluatorSpec;

/** The evaluators on the class path: the built-in ones and those of users' jars. */
public final class Evaluators {
    private static final List<Evaluator> ALL =
            ServiceLoader.load(Evaluator.class, Evaluators.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private Evaluators() {}

    /** Returns the names of all evaluators, sorted. */
    public static List<String> names() {
        return ALL.stream().map(Evaluator::name).sorted().toList();
    }

    /**
     * Returns the evaluator of this name.
     *
     * @throws IllegalArgumentException if there is none, or more than one, with a message that
     *     names the choices
     */
    public static Evaluator named(String name) {
        List<Evaluator> found = ALL.stream().filter(e -> e.name().equals(name)).toList();
        return switch (found.size()) {
            case 0 -> throw new IllegalArgumentException(unknown(name));
            case 1 -> found.getFirst();
            default ->
                    throw new IllegalArgumentException(
                            "more than one evaluator is called `" + name + "`: " + classes(found));
        };
    }

    /**
     * Returns the evaluator that a project names, with its settings.
     *
     * @throws IllegalArgumentException if there is none, or its settings are wrong; in one line
     */
    public static Evaluator of(EvaluatorSpec spec) {
        return named(spec.name()).with(spec);
    }

    private static String unknown(String name) {
        return "no evaluator is called `%s`.%s Known: %s"
                .formatted(name, Suggestions.didYouMean(name, names()), String.join(", ", names()));
    }

    private static List<String> classes(List<Evaluator> evaluators) {
        return evaluators.stream().map(evaluator -> evaluator.getClass().getName()).toList();
    }
}
