package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Validates a document against one of our JSON Schemas and reports all differences. */
final class SchemaCheck {
    private final JsonNode text;
    private @Nullable Schema schema;

    /** Reads the schema in this resource. */
    SchemaCheck(String resource) {
        text = Json.tree(Resources.text(resource));
    }

    /** Many processes validate nothing, and the validator takes long to load. */
    private synchronized Schema schema() {
        if (schema == null)
            schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(text);
        return schema;
    }

    /**
     * Returns the document, which is an object.
     *
     * @throws InvalidFile with all differences, one line each, in document order of the schema
     */
    ObjectNode require(JsonNode document) {
        InvalidFile.requireNone(
                schema().validate(document).stream().map(this::words).distinct().toList());
        return (ObjectNode) document;
    }

    /** Returns the schema's definitions of the keys of a document. */
    JsonNode properties() {
        return text.path("properties");
    }

    private String words(Error error) {
        String path = path(error.getInstanceLocation());
        String property = error.getProperty();
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                    at(path, property) + ": unknown key" + suggestion(error, property);
            case "required" -> at(path, property) + ": is missing";
            case "type" -> path + ": must be " + types(error.getSchemaNode());
            case "enum" -> path + ": must be one of " + names(error.getSchemaNode());
            case "minimum" -> path + ": must be at least " + error.getSchemaNode().asText();
            case "maximum" -> path + ": must be at most " + error.getSchemaNode().asText();
            case "exclusiveMinimum" -> path + ": must be above " + error.getSchemaNode().asText();
            case "exclusiveMaximum" -> path + ": must be below " + error.getSchemaNode().asText();
            case "minLength", "minItems" -> path + ": is empty";
            case "maxLength", "maxItems" ->
                    path + ": is longer than " + error.getSchemaNode().asText();
            case "pattern" -> path + ": " + pattern(error.getSchemaNode().asText());
            case "const" -> path + ": must be a number or " + error.getSchemaNode().asText();
            case "not" -> // the only one in our schemas
                    path + ": must be one line without control characters";
            case "false" -> path + ": cannot be combined with the other keys at this level";
            default -> path + ": " + error.getMessage();
        };
    }

    /** Names and times are the only texts with a pattern, outside of `not`. */
    private static String pattern(String pattern) {
        return pattern.startsWith("^[1-9]")
                ? "must be a time such as 90s, 30m, 12h or 30d"
                : Ids.RULE;
    }

    /** Suggests the closest key that the schema knows at this place. */
    private String suggestion(Error error, String property) {
        NodePath parent = error.getSchemaLocation().getFragment().getParent();
        JsonNode known = text.at(parent.toString()).path("properties");
        List<String> names = new ArrayList<>();
        known.fieldNames().forEachRemaining(names::add);
        return Suggestions.orDidYouMean(property, names);
    }

    private static String path(NodePath location) {
        int steps = location.getNameCount();
        return steps == 0
                ? "the file"
                : JsonProblem.path(IntStream.range(0, steps).mapToObj(location::getElement));
    }

    private static String at(String path, String property) {
        return path.equals("the file") ? property : path + "." + property;
    }

    private static String types(JsonNode types) {
        return String.join(" or ", texts(types).stream().map(SchemaCheck::type).toList());
    }

    private static String type(String type) {
        return switch (type) {
            case "string" -> "a string";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "a map of keys";
            default -> type;
        };
    }

    private static String names(JsonNode names) {
        return String.join(", ", texts(names));
    }

    private static List<String> texts(JsonNode node) {
        if (!node.isArray()) return List.of(node.asText());
        return StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).toList();
    }
}
