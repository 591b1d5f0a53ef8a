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
 * @param refused the edits that the step refused, with their reasons, by node
 */
public record StepMemory(
        int step,
        Map<String, String> values,
        Map<String, List<String>> feedback,
        Map<String, List<String>> refused)
        implements Row {
    public StepMemory {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        feedback = copy(feedback);
        refused = copy(refused);
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> texts) {
        TreeMap<String, List<String>> copy = new TreeMap<>();
        texts.forEach((node, list) -> copy.put(node, List.copyOf(list)));
        return Collections.unmodifiableMap(copy);
    }
}
