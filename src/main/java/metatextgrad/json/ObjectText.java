package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.StdConverter;

/** An object that a record keeps as canonical JSON, and a file shows as an object. */
final class ObjectText {
    private ObjectText() {}

    static final class Write extends StdConverter<String, JsonNode> {
        @Override
        public JsonNode convert(String text) {
            return Json.objectTree(text);
        }
    }

    static final class Read extends StdConverter<JsonNode, String> {
        @Override
        public String convert(JsonNode object) {
            return Json.write(Json.requireObject(object));
        }
    }
}
