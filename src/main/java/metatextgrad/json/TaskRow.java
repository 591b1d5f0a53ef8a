package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** One row of a data set file. */
public sealed interface TaskRow {
    /** Returns its location, such as {@code line 7}. */
    String place();

    /** A row that can be used. */
    record Good(String place, TaskFields fields) implements TaskRow {}

    /** A row that cannot. */
    record Bad(String place, String reason) implements TaskRow {
        @Override
        public String toString() {
            return place + ": " + reason;
        }
    }

    /**
     * Reads a row.
     *
     * @param read throws {@link IllegalArgumentException} with the reason if the row is bad
     */
    static TaskRow of(String place, Supplier<TaskFields> read) {
        try {
            return new Good(place, read.get());
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            return new Bad(place, reason.replaceFirst("^([a-z]+): is", "$1 is"));
        }
    }

    /**
     * Returns a row for each object of a JSON list.
     *
     * @param name of a record in places, such as {@code example}
     */
    static List<TaskRow> list(
            Iterable<JsonNode> list, String name, Function<ObjectNode, TaskFields> read) {
        List<TaskRow> rows = new ArrayList<>();
        for (JsonNode one : list)
            rows.add(of(name + " " + (rows.size() + 1), () -> read.apply(Json.requireObject(one))));
        return rows;
    }

    /**
     * Returns a row for each line of JSON lines. Unicode has further ends of lines, which JSON
     * allows within texts.
     */
    static List<TaskRow> lines(String text, Function<ObjectNode, TaskFields> read) {
        List<TaskRow> rows = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            number++;
            if (!line.isBlank())
                rows.add(of("line " + number, () -> read.apply(Json.exactObject(line))));
        }
        return rows;
    }
}
