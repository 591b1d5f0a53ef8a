package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Detects the format of a data set file by its content, and reads and checks its rows. */
final class TaskRows {
    private static final String EXAMPLES = "examples";

    private TaskRows() {}

    /** Returns the rows of a data set, each of which needs a target to be scored. */
    static List<TaskRow> ofSet(String text) {
        return of(text, List.of("input", "target"));
    }

    /** Returns the rows of traffic, whose right answers may come later. */
    static List<TaskRow> ofTraffic(String text) {
        return of(text, List.of("input"));
    }

    private static List<TaskRow> of(String text, List<String> requiredColumns) {
        String plain = text.strip();
        if (plain.startsWith("[")) {
            throw new InvalidFile(
                    "a JSON list is not a data set: write one object per line, or one object"
                            + " with a list called `examples`");
        }
        if (!plain.startsWith("{")) return CsvRows.of(text, requiredColumns);
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

    /**
     * Returns the rows, of which each one that a set cannot have is bad: a task is scored, and each
     * question is in a set once. It would count twice, or be in two splits.
     */
    static List<TaskRow> ofSet(List<TaskRow> rows) {
        Map<String, String> seen = new TreeMap<>();
        return checked(
                rows,
                row -> {
                    if (row.fields().target() == null) return "target is missing";
                    String id = row.fields().id();
                    String earlier = seen.putIfAbsent("input " + row.fields().input(), row.place());
                    if (earlier == null && id != null)
                        earlier = seen.putIfAbsent("id " + id, row.place());
                    return earlier == null ? null : "has the input or id of " + earlier;
                });
    }

    /**
     * Returns the rows, of which each one that intake would reject is bad. Users repeat questions,
     * and the right answer may come later. Only an id belongs to one input and one right answer.
     */
    static List<TaskRow> ofTraffic(List<TaskRow> rows) {
        Map<String, TaskRow.Good> byId = new TreeMap<>();
        return checked(
                rows,
                row -> {
                    String id = row.fields().id();
                    if (id == null) return null;
                    TaskRow.Good earlier = byId.get(id);
                    if (earlier != null && !mayFollow(row.fields(), earlier.fields()))
                        return "has the id of %s, but not its input and target"
                                .formatted(earlier.place());
                    byId.put(id, row);
                    return null;
                });
    }

    /** A second record of an id repeats the first one, or adds its right answer. */
    private static boolean mayFollow(TaskFields row, TaskFields earlier) {
        String known = earlier.target();
        return row.input().equals(earlier.input()) && (known == null || known.equals(row.target()));
    }

    private static List<TaskRow> checked(
            List<TaskRow> rows, Function<TaskRow.Good, @Nullable String> problem) {
        List<TaskRow> checked = new ArrayList<>();
        for (TaskRow row : rows) {
            String why = row instanceof TaskRow.Good good ? problem.apply(good) : null;
            checked.add(why == null ? row : new TaskRow.Bad(row.place(), why));
        }
        return checked;
    }
}
