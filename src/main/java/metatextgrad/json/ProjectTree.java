package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;
import metatextgrad.model.Phase;

/**
 * Completes the tree of a project file: expands short forms and adds the defaults of the schema.
 */
final class ProjectTree {
    private static final String ONLY_NODE = "solve";
    private static final String PHASES = "phases";

    private ProjectTree() {}

    /** Completes a file that the schema accepts, in place. */
    static ObjectNode of(ObjectNode file, JsonNode properties, Function<String, Phase> unstated) {
        properties.properties().stream()
                .filter(key -> key.getValue().has("default") && !file.has(key.getKey()))
                .forEach(key -> file.set(key.getKey(), key.getValue().get("default").deepCopy()));
        if (file.get("adapt") instanceof ObjectNode adapt)
            complete(adapt, properties.path("adapt").path("properties"));
        file.set("program", program((ObjectNode) file.get("program")));
        hold(file);
        file.set("models", ModelsTree.of(file.get("models")));
        for (JsonNode optimizer : file.get("optimizers")) {
            if (!optimizer.has(PHASES)) ((ObjectNode) optimizer).putArray(PHASES).addObject();
            PhaseTree.complete(optimizer, unstated);
        }
        return file;
    }

    /**
     * Adds the defaults of the schema to a part of the file, and to its parts. One with required
     * keys has no default.
     */
    private static void complete(ObjectNode part, JsonNode properties) {
        for (Map.Entry<String, JsonNode> key : properties.properties()) {
            String name = key.getKey();
            JsonNode inner = key.getValue().path("properties");
            if (key.getValue().has("required") && !part.has(name)) continue;
            if (!inner.isMissingNode()) complete(part.withObjectProperty(name), inner);
            else if (key.getValue().has("default"))
                part.putIfAbsent(name, key.getValue().get("default"));
        }
    }

    /** No optimizer rewrites the prompts of frozen nodes. */
    private static void hold(ObjectNode file) {
        for (JsonNode frozen : file.path("adapt").path("frozen"))
            for (JsonNode node : file.path("program").path("nodes"))
                if (frozen.equals(node.get("id"))
                        && node.get("prompt") instanceof ObjectNode prompt)
                    prompt.put("trainable", false);
    }

    private static ObjectNode program(ObjectNode program) {
        if (program.path("nodes") instanceof ArrayNode nodes) {
            nodes.forEach(node -> complete((ObjectNode) node));
            return program;
        }
        ObjectNode only = complete(program.put("id", ONLY_NODE).put("type", "llm"));
        ObjectNode tree = Json.object().put("output", ONLY_NODE);
        tree.putArray("nodes").add(only);
        return tree;
    }

    /** Returns a complete tree in the form of a file: the reverse of {@link #of}, in place. */
    static ObjectNode file(ObjectNode project) {
        project.remove("control");
        if (project.path("budget").isEmpty()) project.remove("budget");
        ModelsTree.file(project.path("models"));
        for (JsonNode node : project.path("program").path("nodes")) {
            if (!(node.get("prompt") instanceof ObjectNode prompt)) continue;
            ((ObjectNode) node).set("prompt", prompt.get("value"));
            ((ObjectNode) node).set("role", prompt.get("role"));
            ((ObjectNode) node).set("trainable", prompt.get("trainable"));
        }
        return project;
    }

    private static ObjectNode complete(ObjectNode node) {
        switch (node.get("type").asText()) {
            case "llm" -> completeCall(node);
            case "split" -> node.putIfAbsent("max", node.numberNode(16));
            case "aggregate" -> node.putIfAbsent("separator", node.textNode("\n"));
            default -> {}
        }
        return node;
    }

    private static void completeCall(ObjectNode node) {
        ObjectNode prompt = Json.object();
        prompt.set("value", node.remove("prompt"));
        prompt.set("role", node.remove("role"));
        JsonNode trainable = node.remove("trainable");
        prompt.put("trainable", trainable == null || trainable.asBoolean());
        node.set("prompt", prompt);
        node.putIfAbsent("inputs", node.arrayNode().add("task"));
    }
}
