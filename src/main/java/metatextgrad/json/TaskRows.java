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
        Optional<JsonNode> first = object(plain.lines().findFirst().orElse(""));
        Optional<JsonNode> whole = first.isPresent() ? first : object(plain);
        return whole.filter(object -> object.path(EXAMPLES).isArray())
                // The format of BIG-bench: one object with a list of examples.
                .map(object -> TaskRow.list(object.path(EXAMPLES), "example", TaskObject::readRow))
                .orElseGet(() -> TaskRow.lines(text, TaskObject::readRow));
    }

    private static Optional<JsonNode> object(String json) {
        try {
            return Optional.of(Json.tree(json)).filter(JsonNode::isObject);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
