package metatextgrad.json.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A row of promptfoo's CSV as a test. Columns that begin with two underscores are its own. */
final class PromptfooRow {
    private static final String EXPECTED = "__expected";
    private static final Set<String> CHANGE_PROMPT = Set.of("__prefix", "__suffix");

    /** An assertion in one cell, such as {@code similar(0.8):Hello}. */
    private static final Pattern ASSERTION =
            Pattern.compile(
                    "(not-)?(equals|i?contains(?:-all|-any)?|contains-(?:json|html|sql|xml)|is-(?:json|html|sql|xml|refusal|valid-[\\w-]+)|regex|starts-with|similar|factuality|model-graded-[\\w-]+|levenshtein|rouge-n|bleu|gleu|meteor|f-score|llm-rubric|grade|g-eval|answer-relevance|context-[\\w-]+|conversation-relevance|classifier|moderation|guardrails|perplexity(?:-score)?|latency|cost|javascript|fn|eval|python|ruby|webhook|select-best|max-score|pi|word-count)(?:\\([\\d.]+\\))?(?::([\\s\\S]*))?");

    private PromptfooRow() {}

    /**
     * Returns the test of a row.
     *
     * @throws IllegalArgumentException if the row changes the prompt, which a task cannot
     */
    static ObjectNode test(ObjectNode row) {
        ObjectNode test = JsonNodeFactory.instance.objectNode();
        ObjectNode vars = test.putObject("vars");
        ArrayNode asserts = test.putArray("assert");
        for (Map.Entry<String, JsonNode> cell : row.properties()) {
            String column = cell.getKey();
            if (CHANGE_PROMPT.contains(column))
                throw new IllegalArgumentException(
                        "column `%s` changes the prompt, which a task cannot".formatted(column));
            if (column.startsWith(EXPECTED)) assertion(asserts.addObject(), cell.getValue());
            else if (!column.startsWith("__")) vars.set(column, cell.getValue());
        }
        return test;
    }

    /** A cell without the name of an assertion is the right answer. */
    private static void assertion(ObjectNode assertion, JsonNode cell) {
        Matcher named = ASSERTION.matcher(cell.asText().strip());
        if (!named.matches()) {
            assertion.put("type", "equals").put("value", cell.asText());
            return;
        }
        String not = named.group(1) == null ? "" : named.group(1);
        assertion.put("type", not + named.group(2));
        if (named.group(3) != null) assertion.put("value", named.group(3).strip());
    }
}
