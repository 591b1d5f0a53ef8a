package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import metatextgrad.model.Aspect;
import metatextgrad.model.Phase;

/** Adds defaults to phases of optimizers in files and replies. */
final class PhaseTree {
    private static final String STRATEGY = "strategy";
    private static final String USUAL = "tgd";

    /** Fields without a default if the strategy is unknown. */
    private static final List<String> STATED = List.of(STRATEGY, "steps", "task-description");

    private static final ObjectNode PLAIN =
            Json.tree(Phase.plain(USUAL, Aspect.PROMPT, 1, USUAL)).without(STATED);

    private PhaseTree() {}

    /** Returns the optimizer with complete phases. Existing fields stay unchanged. */
    static JsonNode complete(JsonNode optimizer, Function<String, Phase> unstated) {
        return fill(
                optimizer, phase -> Json.tree(unstated.apply(phase.path(STRATEGY).asText(USUAL))));
    }

    /** Returns the optimizer with complete phases, except for strategy, steps and description. */
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
