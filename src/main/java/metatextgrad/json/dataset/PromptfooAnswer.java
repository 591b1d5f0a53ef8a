package metatextgrad.json.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The right answer of a promptfoo test.
 *
 * @param variable the variable that has it; empty if the assertion itself does
 */
record PromptfooAnswer(String variable, String text) {
    /** Assertions whose value is a right answer, or a part of one. */
    private static final Set<String> NAMING =
            Set.of(
                    "equals",
                    "contains",
                    "icontains",
                    "starts-with",
                    "similar",
                    "factuality",
                    "model-graded-factuality",
                    "levenshtein",
                    "rouge-n",
                    "bleu",
                    "gleu",
                    "meteor");

    private static final Pattern VARIABLE = Pattern.compile("\\s*\\{\\{\\s*(\\w+)\\s*}}\\s*");

    /**
     * Returns the only right answer that the assertions name. Other assertions are not used.
     *
     * @throws IllegalArgumentException if there is none, or if there are several
     */
    static PromptfooAnswer of(Iterable<JsonNode> asserts, ObjectNode vars) {
        Map<String, PromptfooAnswer> found = new LinkedHashMap<>();
        Set<String> others = new LinkedHashSet<>();
        for (JsonNode one : asserts) {
            String type = one.path("type").asText();
            if (!NAMING.contains(type)) {
                others.add(type);
                continue;
            }
            PromptfooAnswer answer = answer(type, one.path("value"), vars);
            found.putIfAbsent(answer.text, answer);
        }
        if (found.size() == 1) return found.values().iterator().next();
        if (found.isEmpty())
            throw new IllegalArgumentException(
                    "no assertion has a right answer%s: add `equals`, or state a variable with --target-field (variables: %s)"
                            .formatted(
                                    others.isEmpty() ? "" : " (" + String.join(", ", others) + ")",
                                    FieldsOf.names(vars)));
        throw new IllegalArgumentException(
                "the assertions have several right answers: "
                        + String.join(", ", List.copyOf(found.keySet())));
    }

    private static PromptfooAnswer answer(String type, JsonNode value, ObjectNode vars) {
        String text = ValueText.of(value);
        if (text == null)
            throw new IllegalArgumentException("the value of assertion `" + type + "` is missing");
        if (text.startsWith("file://"))
            throw new IllegalArgumentException(
                    "the value of assertion `%s` names a file: %s".formatted(type, text));
        Matcher variable = VARIABLE.matcher(text);
        if (!variable.matches()) return new PromptfooAnswer("", text);
        String named = ValueText.of(vars.get(variable.group(1)));
        if (named == null)
            throw new IllegalArgumentException(
                    "assertion `%s` uses the unknown variable `%s`"
                            .formatted(type, variable.group(1)));
        return new PromptfooAnswer(variable.group(1), named);
    }
}
