package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/** Detects the format of a data set file by its content, and reads and checks its rows. */
final class TaskRows {
    private static final String EXAMPLES = "examples";

    private TaskRows() {}

    /** Returns the rows of a data set, each of which needs a target to be scored. */
    static List<TaskRow> readSet(String text) {
        return of(text, List.of("input", "target"));
    }

    /** Returns the rows of traffic, whose right answers may come later. */
    static List<TaskRow> readTraffic(String text) {
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
     *
     * @param problem returns why a row cannot be used, in one line; null if it can
     */
    static List<TaskRow> ofSet(List<TaskRow> rows, Function<TaskFields, @Nullable String> problem) {
        Map<String, String> seen = new TreeMap<>();
        List<TaskRow> checked = new ArrayList<>();
        for (TaskRow row : rows) {
            String why = row instanceof TaskRow.Good good ? unusable(good, problem, seen) : null;
            checked.add(why == null ? row : new TaskRow.Bad(row.place(), why));
        }
        return checked;
    }

    private static @Nullable String unusable(
            TaskRow.Good row,
            Function<TaskFields, @Nullable String> problem,
            Map<String, String> seen) {
        TaskFields fields = row.fields();
        if (fields.target() == null) return "target is missing";
        // First: a row that is not used claims no input and no id.
        String why = problem.apply(fields);
        if (why != null) return why;
        String earlier = seen.putIfAbsent("input " + fields.input(), row.place());
        if (earlier == null && fields.id() != null)
            earlier = seen.putIfAbsent("id " + fields.id(), row.place());
        return earlier == null ? null : "has the input or id of " + earlier;
    }

    /**
     * Returns the rows, of which each one that nothing can score or that intake would reject is
     * bad. One that repeats the id and target of an earlier row is left out.
     *
     * @param problem returns why a row cannot be used, in one line; null if it can
     */
    static List<TaskRow> ofTraffic(
            List<TaskRow> rows, ProjectId project, Function<TaskFields, @Nullable String> problem) {
        Traffic traffic = new Traffic(project, problem);
        for (TaskRow row : rows) {
            switch (row) {
                case TaskRow.Good good -> traffic.check(good);
                case TaskRow.Bad bad -> traffic.checked.add(bad);
            }
        }
        return List.copyOf(traffic.checked);
    }

    /**
     * The rows of a file that is sent as traffic. Users repeat questions, and the right answer may
     * come later. For one file.
     */
    private static final class Traffic {
        private final ProjectId project;
        private final Function<TaskFields, @Nullable String> problem;
        private final Map<String, TaskRow.Good> byId = new TreeMap<>();
        private final Map<String, Integer> repeats = new TreeMap<>();
        private final List<TaskRow> checked = new ArrayList<>();

        private Traffic(ProjectId project, Function<TaskFields, @Nullable String> problem) {
            this.project = project;
            this.problem = problem;
        }

        private void check(TaskRow.Good row) {
            // First: a row that is not sent claims no id.
            String why = problem.apply(row.fields());
            String id = row.fields().id();
            if (why != null) checked.add(new TaskRow.Bad(row.place(), why));
            else if (id != null) checkId(row, id);
            else checked.add(new TaskRow.Good(row.place(), ofItsOwn(row.fields())));
        }

        /**
         * Gives a repeated question an id. All rows are sent at about the same time, and intake
         * takes two tasks with one id and one time for one. Repeats have numbers, so the same file
         * has the same ids.
         */
        private TaskFields ofItsOwn(TaskFields row) {
            String id = TaskSubmitted.idOf(project, row.input(), row.target()).value();
            int repeat = repeats.merge(id, 1, Integer::sum);
            return repeat == 1 ? row : row.withId(ContentHash.of("repeated task", id, repeat));
        }

        /** An id belongs to one input and one right answer, which a later row may add. */
        private void checkId(TaskRow.Good row, String id) {
            TaskRow.Good earlier = byId.get(id);
            if (earlier != null && !mayFollow(row.fields(), earlier.fields())) {
                String why =
                        "has the id of %s, but not its input and target".formatted(earlier.place());
                checked.add(new TaskRow.Bad(row.place(), why));
            } else if (earlier == null || isAnswer(row.fields(), earlier.fields())) {
                byId.put(id, row);
                checked.add(row);
            }
        }

        private static boolean mayFollow(TaskFields row, TaskFields earlier) {
            String known = earlier.target();
            return row.input().equals(earlier.input())
                    && (known == null || known.equals(row.target()));
        }

        private static boolean isAnswer(TaskFields row, TaskFields earlier) {
            return !Objects.equals(row.target(), earlier.target());
        }
    }
}
