package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import metatextgrad.model.Program;

/** Reads programs that people, models and logs have as JSON. */
public final class ProgramJson {
    private static final String NODES = "nodes";

    private ProgramJson() {}

    /**
     * Returns the program of this JSON. A prompt is trainable unless it states otherwise.
     *
     * @throws IllegalArgumentException with path and reason, in one line
     */
    public static Program read(String json) {
        JsonNode tree = Json.tree(json);
        for (JsonNode node : tree.path(NODES)) {
            if (node.path("prompt") instanceof ObjectNode prompt && !prompt.hasNonNull("trainable"))
                prompt.put("trainable", true);
        }
        return Json.read(tree, Program.class);
    }

    /**
     * Returns the only program in the text of a model. Unknown fields are ignored, and fields that
     * models forget have defaults.
     *
     * @param current the program that it replaces: its prompts keep their roles
     * @throws IllegalArgumentException with path and reason, in one line
     */
    public static Program ofReply(String text, Program current) {
        List<ObjectNode> found =
                ReplyJson.objects(text).stream().filter(one -> one.path(NODES).isArray()).toList();
        if (found.isEmpty()) return read(text); // to name the problem
        if (found.size() > 1) throw new IllegalArgumentException("is there more than once");
        return Json.readKnown(NodeTree.complete(found.getFirst(), current), Program.class);
    }
}
