package metatextgrad.model.state;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Row;

/**
 * An optimizer's memory of one step.
 *
 * @param values the prompts the step started from, by node
 * @param feedback the critiques of the step, by node, in item order, without conversations
 */
public record StepMemory(int step, Map<String, String> values, Map<String, List<String>> feedback)
        implements Row {
    public StepMemory {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        TreeMap<String, List<String>> copy = new TreeMap<>();
        feedback.forEach((node, texts) -> copy.put(node, List.copyOf(texts)));
        feedback = Collections.unmodifiableMap(copy);
    }
}
