package metatextgrad.simulator.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Reads and writes JSON trees. Thread-safe. */
public final class JsonNodes {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonNodes() {}

    /** Creates an empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Writes a tree without blanks. */
    public static String write(JsonNode node) {
        return node.toString();
    }

    /** Parses a text; empty unless it is a JSON object. */
    public static Optional<ObjectNode> objectOf(String text) {
        try {
            return read(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    public static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }
}
