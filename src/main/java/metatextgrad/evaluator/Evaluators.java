package metatextgrad.evaluator;

import java.util.List;
import java.util.NavigableMap;
import metatextgrad.json.Suggestions;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.plugin.NamedPlugins;
import org.jspecify.annotations.Nullable;

/** The evaluators on the class path: the built-in ones and those of users' jars. */
public final class Evaluators {
    private static final NavigableMap<String, Evaluator> ALL =
            NamedPlugins.load(Evaluator.class, "evaluators", Evaluator::name);

    private Evaluators() {}

    /** Returns the names of all evaluators, sorted. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * Returns the evaluator of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known names
     */
    public static Evaluator named(String name) {
        Evaluator evaluator = ALL.get(name);
        if (evaluator == null) throw new IllegalArgumentException(unknown(name));
        return evaluator;
    }

    /**
     * Returns the evaluator that a project names, with its settings.
     *
     * @throws IllegalArgumentException if there is none, or its settings are wrong; in one line
     */
    public static Evaluator of(EvaluatorSpec spec) {
        return named(spec.name()).with(spec);
    }

    /**
     * Returns why the evaluator can score no answer to this task, in one line; null if it can. A
     * task with an unreadable target has no score with any answer, so the target serves as one.
     */
    public static @Nullable String problem(
            EvaluatorSpec spec, AnswerParsing reading, TaskSubmitted task) {
        Finding finding = of(spec).evaluate(task, String.valueOf(task.target()), reading);
        return finding instanceof Finding.Scored scored && !scored.score().counts()
                ? "evaluator `%s` cannot use the target: %s"
                        .formatted(spec.name(), scored.criticism())
                : null;
    }

    private static String unknown(String name) {
        return "no evaluator is called `%s`.%s Known: %s"
                .formatted(name, Suggestions.didYouMean(name, names()), String.join(", ", names()));
    }
}
