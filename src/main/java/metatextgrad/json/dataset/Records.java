package metatextgrad.json.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.Json;
import metatextgrad.json.TaskFields;
import metatextgrad.json.TaskRow;

/** Splits JSON into records, each with its place. A record that cannot be read is a bad row. */
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
                ? list(tree(text), record, read)
                : lines(text, read);
    }

    /** Returns a row for each record of a list. */
    static List<TaskRow> list(
            Iterable<JsonNode> list, String record, Function<ObjectNode, TaskFields> read) {
        List<TaskRow> rows = new ArrayList<>();
        for (JsonNode one : list)
            rows.add(
                    TaskRow.of(
                            record + " " + (rows.size() + 1),
                            () -> read.apply(Json.requireObject(one))));
        return rows;
    }

    /**
     * Returns the tree of a whole file.
     *
     * @throws InvalidFile if it is not JSON
     */
    static JsonNode tree(String text) {
        try {
            return Json.tree(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidFile(String.valueOf(e.getMessage()));
        }
    }

    private static List<TaskRow> lines(String text, Function<ObjectNode, TaskFields> read) {
        List<TaskRow> rows = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (!line.isBlank())
                rows.add(
                        TaskRow.of(
                                "line " + number,
                                () -> read.apply(Json.requireObject(Json.tree(line)))));
        }
        return rows;
    }
}
