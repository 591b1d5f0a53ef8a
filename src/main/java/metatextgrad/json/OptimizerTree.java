package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import metatextgrad.model.Phase;

/** The base optimizers, where a project file leaves most of them unsaid. */
final class OptimizerTree {
    private static final String STRATEGY = "tgd";

    private final Function<String, Phase> unstated;

    /** {@code unstated} is a phase of a strategy where nothing else is said. */
    OptimizerTree(Function<String, Phase> unstated) {
        this.unstated = unstated;
    }

    JsonNode of(JsonNode optimizers) {
        if (!(optimizers instanceof ArrayNode list))
            return Json.object().arrayNode().add(filled(Json.object().put("name", STRATEGY)));
        list.forEach(optimizer -> filled((ObjectNode) optimizer));
        return list;
    }

    private ObjectNode filled(ObjectNode optimizer) {
        if (!optimizer.has("phases")) optimizer.putArray("phases").addObject();
        for (JsonNode phase : optimizer.get("phases")) fill((ObjectNode) phase);
        return optimizer;
    }

    private void fill(ObjectNode phase) {
        if (!phase.has("strategy")) phase.put("strategy", STRATEGY);
        Phase plain = unstated.apply(phase.get("strategy").asText());
        if (!phase.has("aspect")) phase.put("aspect", Json.name(plain.aspect()));
        ProjectTree.orElse(phase, "steps", plain.steps());
        ProjectTree.orElse(phase, "momentum", plain.momentum());
        if (!phase.has("taskDescription")) phase.put("taskDescription", plain.taskDescription());
    }
}
