package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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
                .map(object -> examples(object.path(EXAMPLES)))
                .orElseGet(() -> lines(text));
    }

    /** Reads the format of BIG-bench: one object with a list of examples. */
    private static List<TaskRow> examples(JsonNode examples) {
        List<TaskRow> rows = new ArrayList<>();
        for (JsonNode example : examples) {
            rows.add(
                    TaskRow.of(
                            "example " + (rows.size() + 1),
                            () -> TaskObject.readRow(Json.requireObject(example))));
        }
        return rows;
    }

    /** Reads JSONL: one object per line. */
    private static List<TaskRow> lines(String text) {
        List<TaskRow> rows = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (!line.isBlank())
                rows.add(
                        TaskRow.of(
                                "line " + number, () -> TaskObject.readRow(Json.objectTree(line))));
        }
        return rows;
    }

    private static Optional<JsonNode> object(String json) {
        try {
            return Optional.of(Json.tree(json)).filter(JsonNode::isObject);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
