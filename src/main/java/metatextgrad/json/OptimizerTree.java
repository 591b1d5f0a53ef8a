package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The base optimizers, where a project file leaves most of them unsaid. */
final class OptimizerTree {
    private static final String STRATEGY = "tgd";
    private static final int STEPS = 6;
    private static final String DESCRIPTION = "/prompts/tgd-description.txt";

    private OptimizerTree() {}

    static JsonNode of(JsonNode optimizers) {
        if (!(optimizers instanceof ArrayNode list))
            return Json.object().arrayNode().add(filled(Json.object().put("name", STRATEGY)));
        list.forEach(optimizer -> filled((ObjectNode) optimizer));
        return list;
    }

    private static ObjectNode filled(ObjectNode optimizer) {
        if (!optimizer.has("phases")) optimizer.putArray("phases").addObject();
        for (JsonNode phase : optimizer.get("phases")) fill((ObjectNode) phase);
        return optimizer;
    }

    private static void fill(ObjectNode phase) {
        if (!phase.has("strategy")) phase.put("strategy", STRATEGY);
        ProjectTree.orElse(phase, "steps", STEPS);
        if (!phase.has("taskDescription"))
            phase.put("taskDescription", Resources.text(DESCRIPTION).stripTrailing());
    }
}
