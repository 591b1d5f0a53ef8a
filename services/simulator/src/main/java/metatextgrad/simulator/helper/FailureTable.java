package metatextgrad.simulator.helper;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.json.JsonNodes;

/**
 * Groups the failures that a request shows by what they call for. Each failure alone is read as a
 * critic reads it, with the same mistakes; only the numbers of a group show which reading is right.
 */
record FailureTable(Critic critic) {
    /** Returns an object with one entry per group, with the numbers of its failures. */
    String of(String text, Dice dice) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        Map<String, String> wording = new LinkedHashMap<>();
        List<ShownFailure> failures = ShownFailure.in(text);
        for (int i = 0; i < failures.size(); i++) {
            ShownFailure one = failures.get(i);
            Critic.Reading read = critic.read(one.question(), one.answer(), dice.on("failure", i));
            groups.computeIfAbsent(read.cause(), cause -> new ArrayList<>()).add(i + 1);
            wording.putIfAbsent(read.cause(), read.text());
        }
        ObjectNode table = JsonNodes.object();
        ArrayNode patterns = table.putArray("patterns");
        groups.forEach(
                (cause, numbers) -> {
                    ObjectNode one = patterns.addObject().put("pattern", wording.get(cause));
                    ArrayNode questions = one.putArray("questions");
                    numbers.forEach(questions::add);
                });
        return JsonNodes.write(table);
    }
}
