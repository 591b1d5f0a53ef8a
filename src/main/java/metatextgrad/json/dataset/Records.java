package metatextgrad.json.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.Json;
import metatextgrad.json.TaskFields;
import metatextgrad.json.TaskRow;

/** Files of other tools whose records are JSON. */
final class Records {
    private Records() {}

    /** Whether the text is a list or an object of JSON. */
    static boolean isJson(String text) {
        String plain = text.stripLeading();
        return plain.startsWith("[") || plain.startsWith("{");
    }

    /**
     * Returns the rows of a JSON list, or of objects with a line each.
     *
     * @param record what a record of the tool is called
     * @throws InvalidFile if a list is not JSON
     */
    static List<TaskRow> of(String text, String record, Function<ObjectNode, TaskFields> read) {
        return text.stripLeading().startsWith("[")
                ? TaskRow.list(tree(text), record, read)
                : TaskRow.lines(text, read);
    }

    /**
     * Returns the tree of a whole file.
     *
     * @throws InvalidFile if it is not JSON
     */
    static JsonNode tree(String text) {
        try {
            return Json.exactTree(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidFile(String.valueOf(e.getMessage()));
        }
    }
}
