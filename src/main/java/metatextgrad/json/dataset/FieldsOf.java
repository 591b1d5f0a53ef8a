package metatextgrad.json.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import metatextgrad.json.CsvTable;
import metatextgrad.json.Json;

/** Records whose fields have names that users chose. Pure. */
final class FieldsOf {
    private FieldsOf() {}

    /**
     * Returns the input of a task: the text of its only field besides these, or an object of all of
     * them as canonical JSON.
     *
     * @param target name of the field with the right answer
     * @throws IllegalArgumentException if there is no other field
     */
    static String input(ObjectNode record, String target, Collection<String> without) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : record.properties())
            if (!field.getKey().equals(target) && !without.contains(field.getKey()))
                rest.set(field.getKey(), field.getValue());
        if (rest.isEmpty())
            throw new IllegalArgumentException("no field besides `" + target + "` is an input");
        String only = rest.size() == 1 ? ValueText.of(rest.elements().next()) : Json.write(rest);
        if (only == null) throw new IllegalArgumentException("input is missing");
        return only;
    }

    static String names(ObjectNode record) {
        List<String> names = new ArrayList<>();
        record.fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    /** Returns a row of a table as a record; an empty value is a missing field. */
    static ObjectNode row(List<String> columns, CsvTable.Row row) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        List<String> values = row.of(columns);
        for (int i = 0; i < columns.size(); i++)
            if (!values.get(i).isEmpty()) record.put(columns.get(i), values.get(i));
        return record;
    }
}
