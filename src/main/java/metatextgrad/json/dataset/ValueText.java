package metatextgrad.json.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.json.Json;
import metatextgrad.json.ScalarText;
import org.jspecify.annotations.Nullable;

/** Values of other tools as the text of a task. Pure. */
final class ValueText {
    private static final String CONTENT = "content";
    private static final String ROLE = "role";

    private ValueText() {}

    /**
     * Returns a text as it is, a number without an exponent, and the only value of an object. Of
     * messages it returns the only one of a user. Everything else is canonical JSON. Null stays
     * null.
     */
    static @Nullable String of(@Nullable JsonNode value) {
        return switch (value) {
            case null -> null;
            case JsonNode none when none.isNull() || none.isMissingNode() -> null;
            case JsonNode scalar when scalar.isValueNode() -> ScalarText.of(scalar);
            case ArrayNode list when areMessages(list) -> conversation(list);
            case ObjectNode object when object.size() == 1 ->
                    of(object.properties().iterator().next().getValue());
            default -> Json.write(value);
        };
    }

    private static boolean areMessages(ArrayNode list) {
        for (JsonNode one : list)
            if (!one.path(ROLE).isTextual() || !one.path(CONTENT).isTextual()) return false;
        return !list.isEmpty();
    }

    /** As the gateway takes tasks from completions: the system message is the program's own. */
    private static String conversation(ArrayNode messages) {
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode one : messages)
            if (!one.path(ROLE).asText().matches("system|developer")) others.add(one);
        if (others.size() == 1) return others.getFirst().path(CONTENT).asText();
        ArrayNode rest = messages.arrayNode();
        rest.addAll(others);
        return Json.write(rest);
    }
}
