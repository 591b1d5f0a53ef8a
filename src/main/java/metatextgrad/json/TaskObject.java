package metatextgrad.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One task as a JSON object. */
record TaskObject(
        @JsonSetter(nulls = Nulls.SET) @Nullable String project,
        @JsonSetter(nulls = Nulls.SET) @Nullable String set,
        String input,
        @JsonSetter(nulls = Nulls.SET) @JsonDeserialize(using = ScalarText.class)
                @Nullable String target,
        @JsonSetter(nulls = Nulls.SET) @JsonDeserialize(using = ScalarText.class)
                @Nullable String id,
        @JsonSetter(nulls = Nulls.SET) @Nullable String split,
        @JsonSetter(nulls = Nulls.SET) @JsonDeserialize(using = ScalarText.class)
                @Nullable String group) {
    private static final List<String> NAMES =
            Stream.concat(Stream.of("project", "set"), TaskFields.NAMES.stream()).toList();

    static TaskObject read(ObjectNode tree) {
        return read(tree, NAMES);
    }

    /** Reads a task in a file, whose project and set are those of the file. */
    static TaskFields readRow(ObjectNode tree) {
        return read(QuestionNames.renamed(tree), TaskFields.NAMES).fields();
    }

    private static TaskObject read(ObjectNode tree, List<String> names) {
        Fields.requireKnown(tree, names);
        return Json.read(tree, TaskObject.class);
    }

    TaskFields fields() {
        return new TaskFields(input, target, id, TaskFields.split(split), group);
    }
}
