package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import metatextgrad.model.Node;
import metatextgrad.model.Program;

/** Adds to the nodes of a program what models forget. */
final class NodeTree {
    private static final String SEPARATOR = "separator";
    private static final String MAX = "max";
    private static final String LINE_BREAK = "\n";
    private static final int PARTS = 16;

    private NodeTree() {}

    /** Returns the program with complete nodes. Existing fields stay unchanged. */
    static ObjectNode complete(ObjectNode program, Program current) {
        for (JsonNode node : program.path("nodes"))
            if (node instanceof ObjectNode object) complete(object, current.trainable());
        return program;
    }

    private static void complete(ObjectNode node, List<Node.LlmCall> current) {
        switch (node.path("type").asText()) {
            case "llm" -> {
                if (node.path("prompt").isTextual())
                    node.set("prompt", Json.object().set("value", node.get("prompt")));
                if (node.path("prompt") instanceof ObjectNode prompt) {
                    absent(prompt, "role", role(node.path("id").asText(), current));
                    if (!prompt.hasNonNull("trainable")) prompt.put("trainable", true);
                }
            }
            case "split" -> {
                absent(node, SEPARATOR, LINE_BREAK);
                if (!node.hasNonNull(MAX)) node.put(MAX, node.path("most").asInt(PARTS));
            }
            case "aggregate" -> absent(node, SEPARATOR, LINE_BREAK);
            default -> {} // binding reports unknown types
        }
    }

    private static void absent(ObjectNode node, String field, String text) {
        if (node.path(field).asText().isEmpty()) node.put(field, text);
    }

    private static String role(String id, List<Node.LlmCall> current) {
        return current.stream()
                .filter(call -> call.id().equals(id))
                .map(call -> call.prompt().role())
                .findFirst()
                .orElse("the prompt of " + id);
    }
}
