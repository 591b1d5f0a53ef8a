package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import metatextgrad.model.Node;
import metatextgrad.model.Program;

/** Adds to the nodes of a program what models forget. */
final class NodeTree {
    private static final String SEPARATOR = "separator";
    private static final String MAX = "max";
    private static final String LINE_BREAK = "\n";
    private static final int PARTS = 16;

    private NodeTree() {}

    /**
     * Returns the program with complete nodes. Existing fields stay unchanged, except role and
     * trainable of a prompt that may not be rewritten: those are always the current ones.
     */
    static ObjectNode complete(ObjectNode program, Program current) {
        for (JsonNode node : program.path("nodes"))
            if (node instanceof ObjectNode object) completeNode(object, current);
        return program;
    }

    private static void completeNode(ObjectNode node, Program current) {
        switch (node.path("type").asText()) {
            case "llm" -> {
                if (node.path("prompt").isTextual())
                    node.set("prompt", Json.object().set("value", node.get("prompt")));
                if (node.path("prompt") instanceof ObjectNode prompt)
                    completePrompt(prompt, node.path("id").asText(), current);
            }
            case "split" -> {
                absent(node, SEPARATOR, LINE_BREAK);
                if (!node.hasNonNull(MAX)) node.put(MAX, node.path("most").asInt(PARTS));
            }
            case "aggregate" -> absent(node, SEPARATOR, LINE_BREAK);
            default -> {} // binding reports unknown types
        }
    }

    private static void completePrompt(ObjectNode prompt, String id, Program current) {
        String role = role(id, current);
        if (isHeld(id, current)) {
            prompt.put("role", role).put("trainable", false);
            return;
        }
        absent(prompt, "role", role);
        if (!prompt.hasNonNull("trainable")) prompt.put("trainable", true);
    }

    private static void absent(ObjectNode node, String field, String text) {
        if (node.path(field).asText().isEmpty()) node.put(field, text);
    }

    private static String role(String id, Program current) {
        return call(id, current).map(call -> call.prompt().role()).orElse("the prompt of " + id);
    }

    /**
     * Whether a prompt of the program may not be rewritten, so that its successor may not either.
     */
    private static boolean isHeld(String id, Program current) {
        return call(id, current).filter(call -> !call.prompt().trainable()).isPresent();
    }

    private static Optional<Node.LlmCall> call(String id, Program current) {
        return current.calls().filter(call -> call.id().equals(id)).findFirst();
    }
}
