package metatextgrad.json.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import metatextgrad.json.CsvTable;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.Json;
import metatextgrad.json.TaskFields;
import metatextgrad.json.TaskRow;
import org.jspecify.annotations.Nullable;

/**
 * Items of a Langfuse data set: an export of the table as JSON, JSONL or CSV, or a page of {@code
 * GET /api/public/dataset-items}.
 */
final class LangfuseItems {
    private static final String INPUT = "input";
    private static final String TARGET = "expectedOutput";
    private static final String RECORD = "item";

    private LangfuseItems() {}

    static List<TaskRow> rows(String text) {
        if (!Records.isJson(text)) return table(CsvTable.named(text));
        if (text.stripLeading().startsWith("{")) {
            JsonNode page = page(text);
            if (page != null) return TaskRow.list(page, RECORD, LangfuseItems::fields);
        }
        return Records.of(text, RECORD, LangfuseItems::fields);
    }

    /** Returns the items of a page of the API; null if the text is none. */
    private static @Nullable JsonNode page(String text) {
        try {
            JsonNode page = Json.exactTree(text);
            JsonNode items = page.path("data");
            return items.isArray() && !page.has(INPUT) ? items : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static TaskFields fields(ObjectNode item) {
        String status = item.path("status").asText();
        if (status.equalsIgnoreCase("ARCHIVED"))
            throw new IllegalArgumentException("the item is archived");
        String input = ValueText.of(item.get(INPUT));
        if (input == null) throw new IllegalArgumentException("input is missing");
        String target = ValueText.of(item.get(TARGET));
        if (target == null) throw new IllegalArgumentException(TARGET + " is missing");
        return new TaskFields(input, target, ValueText.of(item.get("id")), null, null);
    }

    private static List<TaskRow> table(CsvTable table) {
        List<String> columns = table.columns();
        for (String name : List.of(INPUT, TARGET))
            if (!columns.contains(name))
                throw new InvalidFile("line 1: missing column `" + name + "`");
        return table.rows().stream()
                .map(row -> TaskRow.of(row.place(), () -> fields(item(columns, row.of(columns)))))
                .toList();
    }

    private static ObjectNode item(List<String> columns, List<String> values) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("id", "status", INPUT, TARGET)) {
            int column = columns.indexOf(name);
            if (column >= 0 && !values.get(column).isEmpty())
                item.set(name, value(values.get(column)));
        }
        return item;
    }

    /** In CSV, an object or list is JSON. A text is written as it is. */
    private static JsonNode value(String text) {
        if (!Records.isJson(text)) return TextNode.valueOf(text);
        try {
            return Json.exactTree(text);
        } catch (IllegalArgumentException e) {
            return TextNode.valueOf(text);
        }
    }
}
