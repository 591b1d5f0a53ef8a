package metatextgrad.json.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.json.CsvTable;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.Json;
import metatextgrad.json.TaskFields;
import metatextgrad.json.TaskRow;
import metatextgrad.model.Split;
import org.jspecify.annotations.Nullable;

/**
 * Examples of DSPy: a JSON list, JSONL or CSV with the fields of each example. A file does not
 * state which field is the right answer.
 */
final class DspyExamples {
    /** Fields that usually have the right answer, in this order. */
    private static final List<String> TARGETS =
            List.of("answer", "output", "label", "target", "response");

    private static final String ID = "dspy_uuid";
    private static final String SPLIT = "dspy_split";

    /** DSPy's names of splits; {@code dev} selects programs, as our validation tasks do. */
    private static final Map<String, Split> SPLITS =
            Map.of("train", Split.TRAIN, "dev", Split.VAL, "test", Split.TEST);

    private static final Set<String> OWN = Set.of(ID, SPLIT);

    private DspyExamples() {}

    static List<TaskRow> rows(String text, @Nullable String targetField) {
        if (!Records.isJson(text)) {
            CsvTable table = CsvTable.named(text);
            return table.rows().stream()
                    .map(
                            row ->
                                    TaskRow.of(
                                            row.place(),
                                            () ->
                                                    fields(
                                                            FieldsOf.row(table.columns(), row),
                                                            targetField)))
                    .toList();
        }
        requireExamples(text);
        return Records.of(text, "example", example -> fields(example, targetField));
    }

    /** The file of a saved program has no examples, except those that its prompts show. */
    private static void requireExamples(String text) {
        if (!text.stripLeading().startsWith("{")) return;
        JsonNode whole;
        try {
            whole = Json.tree(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        if (whole.path("metadata").has("dependency_versions"))
            throw new InvalidFile(
                    "is the state of a saved program, which has no data set: write the examples with json.dump([example.toDict() for example in trainset], file)");
    }

    private static TaskFields fields(ObjectNode example, @Nullable String targetField) {
        String target = targetField == null ? target(example) : targetField;
        if (!example.has(target))
            throw new IllegalArgumentException("the example has no field `" + target + "`");
        return new TaskFields(
                FieldsOf.input(example, target, OWN),
                ValueText.of(example.get(target)),
                ValueText.of(example.get(ID)),
                split(ValueText.of(example.get(SPLIT))),
                null);
    }

    private static String target(ObjectNode example) {
        return TARGETS.stream()
                .filter(example::has)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no field is known to be the right answer: state one with --target-field (fields: %s)"
                                                .formatted(FieldsOf.names(example))));
    }

    private static @Nullable Split split(@Nullable String name) {
        if (name == null) return null;
        Split split = SPLITS.get(name);
        if (split == null)
            throw new IllegalArgumentException(
                    SPLIT + " must be one of train, dev, test, not `" + name + "`");
        return split;
    }
}
