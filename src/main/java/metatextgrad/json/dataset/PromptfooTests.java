package metatextgrad.json.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.json.CsvTable;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.TaskFields;
import metatextgrad.json.TaskRow;
import metatextgrad.json.YamlText;
import org.jspecify.annotations.Nullable;

/**
 * Tests of promptfoo: a configuration, or a file of tests as YAML, JSON, JSONL or CSV. The
 * variables of a test are the input of a task. The right answer is the value of an assertion that
 * names one.
 */
final class PromptfooTests {
    private static final String RECORD = "test";
    private static final String VARS = "vars";
    private static final String ASSERT = "assert";

    private final @Nullable String targetField;
    private final JsonNode defaults;

    private PromptfooTests(@Nullable String targetField, JsonNode defaults) {
        this.targetField = targetField;
        this.defaults = defaults;
    }

    static List<TaskRow> rows(String text, @Nullable String targetField) {
        JsonNode none = JsonNodeFactory.instance.missingNode();
        if (isLines(text))
            return Records.of(text, RECORD, new PromptfooTests(targetField, none)::fields);
        if (isTable(text)) return table(text, new PromptfooTests(targetField, none));
        JsonNode file = Records.isJson(text) ? Records.tree(text) : YamlText.exactTree(text);
        JsonNode tests = file.isArray() ? file : file.path("tests");
        if (tests.isTextual())
            throw new InvalidFile(
                    "`tests` names another file: import %s".formatted(tests.textValue()));
        if (!tests.isArray()) throw new InvalidFile("has no list `tests`, and is no list of tests");
        return TaskRow.list(
                tests, RECORD, new PromptfooTests(targetField, file.path("defaultTest"))::fields);
    }

    /** Each line of JSONL begins with an object; a JSON file of several lines has one object. */
    private static boolean isLines(String text) {
        long objects = text.lines().filter(line -> line.startsWith("{")).count();
        boolean oneLine = text.strip().lines().count() == 1;
        return objects > 1 || (oneLine && objects == 1 && !Records.tree(text).has("tests"));
    }

    /** The first line of YAML is a key, an item of a list or a comment. */
    private static boolean isTable(String text) {
        String first = text.strip().lines().findFirst().orElse("");
        return !Records.isJson(text)
                && !first.matches("(#|---|- |-$|[A-Za-z_$][\\w$]*:(\\s.*)?$).*");
    }

    private static List<TaskRow> table(String text, PromptfooTests tests) {
        CsvTable table = CsvTable.named(text);
        return table.rows().stream()
                .map(
                        row ->
                                TaskRow.of(
                                        row.place(),
                                        () ->
                                                tests.fields(
                                                        PromptfooRow.test(
                                                                FieldsOf.row(
                                                                        table.columns(), row)))))
                .toList();
    }

    private TaskFields fields(ObjectNode test) {
        ObjectNode vars = vars(test);
        if (targetField != null) {
            if (!vars.has(targetField))
                throw new IllegalArgumentException(
                        "the test has no variable `" + targetField + "`");
            return task(vars, targetField, ValueText.of(vars.get(targetField)));
        }
        PromptfooAnswer answer = PromptfooAnswer.of(asserts(test), vars);
        return task(vars, answer.variable(), answer.text());
    }

    private static TaskFields task(ObjectNode vars, String variable, @Nullable String target) {
        return new TaskFields(FieldsOf.input(vars, variable, Set.of()), target, null, null, null);
    }

    /** Variables of a test replace those of the default test. */
    private ObjectNode vars(ObjectNode test) {
        ObjectNode vars = JsonNodeFactory.instance.objectNode();
        for (JsonNode some : List.of(defaults.path(VARS), test.path(VARS)))
            for (Map.Entry<String, JsonNode> one : some.properties())
                vars.set(one.getKey(), checked(one.getKey(), one.getValue()));
        if (vars.isEmpty()) throw new IllegalArgumentException("`vars` is missing");
        return vars;
    }

    private static JsonNode checked(String name, JsonNode value) {
        if (value.isArray())
            throw new IllegalArgumentException(
                    "variable `%s` is a list, which promptfoo makes several tests of: write a test for each value"
                            .formatted(name));
        if (value.asText().startsWith("file://"))
            throw new IllegalArgumentException(
                    "variable `%s` names a file: %s".formatted(name, value.asText()));
        return value;
    }

    private ArrayNode asserts(ObjectNode test) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        test.path(ASSERT).forEach(all::add);
        defaults.path(ASSERT).forEach(all::add);
        return all;
    }
}
