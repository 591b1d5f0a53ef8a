package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import metatextgrad.model.Aspect;
import metatextgrad.model.Phase;

/** Phases of optimizers in files and replies, in which what is usual may be left out. */
final class PhaseTree {
    private static final String STRATEGY = "strategy";
    private static final String USUAL = "tgd";

    /** What has no default where nothing is known of a strategy. */
    private static final List<String> STATED = List.of(STRATEGY, "steps", "task-description");

    private static final ObjectNode PLAIN =
            Json.tree(Phase.plain(USUAL, Aspect.PROMPT, 1, USUAL)).without(STATED);

    private PhaseTree() {}

    /** The optimizer with every phase complete; a field that a phase states stays. */
    static JsonNode complete(JsonNode optimizer, Function<String, Phase> unstated) {
        return fill(
                optimizer, phase -> Json.tree(unstated.apply(phase.path(STRATEGY).asText(USUAL))));
    }

    /** As above, but strategy, steps and description must be stated. */
    static JsonNode complete(JsonNode optimizer) {
        return fill(optimizer, phase -> PLAIN.deepCopy());
    }

    private static JsonNode fill(JsonNode optimizer, Function<JsonNode, ObjectNode> defaults) {
        if (optimizer.path("phases") instanceof ArrayNode phases) {
            for (int i = 0; i < phases.size(); i++) {
                if (phases.get(i) instanceof ObjectNode phase)
                    phases.set(i, defaults.apply(phase).setAll(phase));
            }
        }
        return optimizer;
    }
}
