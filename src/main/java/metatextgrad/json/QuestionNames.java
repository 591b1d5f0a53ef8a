package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Names of fields in GSM8K and other sets of questions: {@code question} is the input, and {@code
 * answer} the target. An answer may begin with a rationale; then its last line begins with {@code
 * ####}. Pure.
 */
final class QuestionNames {
    private static final String ANSWER = "answer";
    private static final Map<String, String> OURS = Map.of("question", "input", ANSWER, "target");
    private static final String END_OF_RATIONALE = "####";

    private QuestionNames() {}

    /** Returns our name of a field, or the name itself if the row has a field of our name too. */
    static String ours(String name, Collection<String> all) {
        String ours = OURS.getOrDefault(name, name);
        return all.contains(ours) ? name : ours;
    }

    /** Returns the value without a rationale. A rationale as target would never be matched. */
    static String value(String name, String value) {
        if (!name.equals(ANSWER)) return value;
        String last = value.strip().lines().reduce("", (before, line) -> line).strip();
        return last.startsWith(END_OF_RATIONALE)
                ? last.substring(END_OF_RATIONALE.length()).strip()
                : value;
    }

    /** Returns the row with our names. */
    static ObjectNode renamed(ObjectNode row) {
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode value = row.get(name);
            renamed.set(
                    ours(name, names),
                    value.isTextual() ? TextNode.valueOf(value(name, value.textValue())) : value);
        }
        return renamed;
    }
}
