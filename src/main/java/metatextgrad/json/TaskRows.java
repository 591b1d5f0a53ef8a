package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Detects the format of a data set file by its content, and reads its rows. */
final class TaskRows {
    private static final String EXAMPLES = "examples";

    private TaskRows() {}

    static List<TaskRow> of(String text) {
        String plain = text.strip();
        if (plain.startsWith("[")) {
            throw new InvalidFile(
                    "a JSON list is not a data set: write one object per line, or one object"
                            + " with a list called `examples`");
        }
        if (!plain.startsWith("{")) return CsvRows.of(text);
        return examples(plain)
                .map(examples -> TaskRow.list(examples, "example", TaskObject::readRow))
                .orElseGet(() -> TaskRow.lines(text, TaskObject::readRow));
    }

    /** Returns the list in the one object of a file of BIG-bench; empty if it is another file. */
    static Optional<JsonNode> examples(String text) {
        String plain = text.strip();
        if (!plain.startsWith("{")) return Optional.empty();
        Optional<JsonNode> first = object(plain.lines().findFirst().orElse(""));
        Optional<JsonNode> whole = first.isPresent() ? first : object(plain);
        return whole.map(object -> object.path(EXAMPLES)).filter(JsonNode::isArray);
    }

    private static Optional<JsonNode> object(String json) {
        try {
            return Optional.of(Json.exactTree(json)).filter(JsonNode::isObject);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
