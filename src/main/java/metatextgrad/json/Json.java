package metatextgrad.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Binds records to JSON. Names are in kebab case. Every component is required unless {@link MixIns}
 * makes it optional. Nothing is converted silently. Output is canonical: sorted keys and no blanks,
 * so equal values are equal texts.
 */
public final class Json {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(?:0|[1-9]\\d{0,17})");

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .nodeFactory(ScalarText.NODES)
                    .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .withCoercionConfig(LogicalType.Textual, Json::failForScalars)
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
                    .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
                    .withCoercionConfigDefaults(config -> config.setAcceptBlankAsEmpty(false))
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .addModule(MixIns.module())
                    .build();

    private static final ObjectReader EXACT =
            MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Json() {}

    private static void failForScalars(MutableCoercionConfig config) {
        config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
        config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
        config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /**
     * Returns the value of this JSON.
     *
     * @throws IllegalArgumentException with path and reason, in one line
     */
    public static <T> T read(String json, Class<T> type) {
        return read(tree(json), type);
    }

    /** As {@link #read(String, Class)}. */
    static <T> T read(JsonNode tree, Class<T> type) {
        requireObject(tree);
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(JsonProblem.inBinding(e), e);
        }
    }

    /** As {@link #read(String, Class)}, but ignores unknown fields. */
    static <T> T readKnown(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.readerFor(type)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(JsonProblem.inBinding(e), e);
        } catch (IOException e) {
            throw new IllegalStateException("a tree cannot fail to be read", e);
        }
    }

    /**
     * Returns the tree of this JSON.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static JsonNode tree(String json) {
        return tree(json, MAPPER.reader());
    }

    /** As {@link #tree(String)}, for values that become texts: decimals keep their digits. */
    public static JsonNode exactTree(String json) {
        return tree(json, EXACT);
    }

    private static JsonNode tree(String json, ObjectReader reader) {
        try {
            return reader.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not JSON: " + JsonProblem.inText(e), e);
        }
    }

    /**
     * Returns the object of this JSON.
     *
     * @throws IllegalArgumentException if the text is other JSON or none
     */
    public static ObjectNode objectTree(String json) {
        return requireObject(tree(json));
    }

    /** As {@link #objectTree}, of an {@link #exactTree}. */
    public static ObjectNode exactObject(String json) {
        return requireObject(exactTree(json));
    }

    /**
     * Returns the tree as an object.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ObjectNode requireObject(JsonNode tree) {
        if (tree instanceof ObjectNode object) return object;
        throw new IllegalArgumentException("must be an object");
    }

    /**
     * Returns the names of the fields of a JSON object, in order; empty if the text is no object.
     */
    public static Optional<List<String>> fieldNames(String text) {
        return parsed(text)
                .filter(JsonNode::isObject)
                .map(object -> object.properties().stream().map(Map.Entry::getKey).toList());
    }

    /** Returns whether the text is a JSON list. */
    public static boolean isList(String text) {
        return parsed(text).filter(JsonNode::isArray).isPresent();
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns a record as a tree, with its fields in the order of its components. */
    static ObjectNode tree(Record value) {
        return MAPPER.valueToTree(value);
    }

    public static String write(Record value) {
        return write(tree(value));
    }

    /** Returns JSON for people, with a line per field, so that differences show. */
    public static String pretty(Record value) {
        return tree(value).toPrettyString();
    }

    /** Returns a tree as canonical JSON. */
    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /** Returns an object with one field as canonical JSON; a whole number is written as one. */
    public static String ofField(String name, String value) {
        ObjectNode one = object();
        return write(
                WHOLE_NUMBER.matcher(value).matches()
                        ? one.put(name, Long.parseLong(value))
                        : one.put(name, value));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
