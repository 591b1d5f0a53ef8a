package metatextgrad.model.project;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import metatextgrad.model.Text;

/**
 * The evaluator that scores the answers, and its own settings. Only the evaluator interprets them.
 *
 * @param settings texts by name; numbers and truth values as they are written
 * @param parts evaluators that this one combines; empty for all but composite ones
 */
public record EvaluatorSpec(String name, SortedMap<String, String> settings, List<Part> parts) {
    /** One evaluator among several, and its weight in the score. */
    public record Part(double weight, EvaluatorSpec evaluator) {
        public Part {
            if (!(weight > 0 && weight <= 1))
                throw new IllegalArgumentException("weight must be in (0, 1], not " + weight);
        }
    }

    public EvaluatorSpec {
        name = Text.nonBlank(name, "evaluator");
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        parts = List.copyOf(parts);
    }

    /** An evaluator without settings. */
    public static EvaluatorSpec named(String name) {
        return with(name, Map.of());
    }

    /** An evaluator with settings, made of no others. */
    public static EvaluatorSpec with(String name, Map<String, String> settings) {
        return new EvaluatorSpec(name, new TreeMap<>(settings), List.of());
    }
}
