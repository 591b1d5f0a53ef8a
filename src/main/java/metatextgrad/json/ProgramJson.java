package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import metatextgrad.model.Program;

/** Reads programs that people, models and logs have as JSON. */
public final class ProgramJson {
    private ProgramJson() {}

    /**
     * Returns the program of this JSON. A prompt is trainable unless it states otherwise.
     *
     * @throws IllegalArgumentException with path and reason, in one line
     */
    public static Program read(String json) {
        JsonNode tree = Json.tree(json);
        for (JsonNode node : tree.path("nodes")) {
            if (node.path("prompt") instanceof ObjectNode prompt && !prompt.hasNonNull("trainable"))
                prompt.put("trainable", true);
        }
        return Json.read(tree, Program.class);
    }
}
