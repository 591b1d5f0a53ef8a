package metatextgrad.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the JSON objects of a model's reply: fenced, bare or in prose (METHOD §6.3 check 27). It
 * accepts what models get wrong: line breaks inside strings, trailing commas and unknown escapes.
 * Files of people are read strictly, by {@link Json}.
 */
public final class ReplyJson {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(
                            JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                            JsonReadFeature.ALLOW_TRAILING_COMMA,
                            JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .nodeFactory(ScalarText.NODES)
                    .build();

    /** A backslash, with the rest of its escape if JSON has that escape, or if it is a quote. */
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:[\"'\\\\/bfnrt]|u\\p{XDigit}{4}|)");

    private ReplyJson() {}

    /**
     * Returns the trimmed text of the field, in the last object that has one. It is empty if the
     * field is missing or blank, or if it contains half of a surrogate pair, which UTF-8 cannot
     * encode.
     */
    public static Optional<String> field(String reply, String name) {
        return last(reply, object -> text(object.path(name)));
    }

    /** As {@link #field}, but also accepts a number or a boolean. */
    public static Optional<String> scalar(String reply, String name) {
        return last(reply, object -> scalar(object.path(name)));
    }

    /**
     * Returns the last object in a normal form: fields in the order of their names, and numbers
     * without an exponent or zeros at the end. Equal objects have equal forms. Empty if there is no
     * object, or if UTF-8 cannot encode it.
     */
    public static Optional<String> normalForm(String reply) {
        return last(reply, Optional::of)
                .map(object -> normal(object).toString())
                .filter(ReplyText::encodable);
    }

    /**
     * Returns the trimmed texts of a list, in the last object that has a list in this field. Empty
     * if a value is neither a text nor a number nor a boolean, or is blank.
     */
    public static Optional<List<String>> list(String reply, String name) {
        return object(reply, name)
                .flatMap(
                        object -> {
                            List<String> values = new ArrayList<>();
                            for (JsonNode value : object.path(name))
                                scalar(value).ifPresent(values::add);
                            return values.size() == object.path(name).size()
                                    ? Optional.of(values)
                                    : Optional.empty();
                        });
    }

    private static JsonNode normal(JsonNode value) {
        if (value.isObject()) {
            ObjectNode sorted = JSON.createObjectNode();
            value.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(field -> sorted.set(field.getKey(), normal(field.getValue())));
            return sorted;
        }
        if (value.isArray()) {
            ArrayNode items = JSON.createArrayNode();
            value.forEach(item -> items.add(normal(item)));
            return items;
        }
        return value.isNumber()
                ? JSON.getNodeFactory().numberNode(value.decimalValue().stripTrailingZeros())
                : value;
    }

    /** Returns the last object that has a list in the field. */
    static Optional<ObjectNode> object(String reply, String list) {
        return last(
                reply,
                object -> object.path(list).isArray() ? Optional.of(object) : Optional.empty());
    }

    private static <T> Optional<T> last(String reply, Function<ObjectNode, Optional<T>> wanted) {
        List<T> found = objects(reply).stream().flatMap(one -> wanted.apply(one).stream()).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    /** Returns all complete objects that are not inside another one, in order. */
    static List<ObjectNode> objects(String reply) {
        String text = withoutUnknownEscapes(reply);
        char[] chars = text.toCharArray();
        List<ObjectNode> objects = new ArrayList<>();
        int at = text.indexOf('{');
        while (at >= 0) {
            int end = at + 1;
            try (JsonParser parser = JSON.createParser(chars, at, chars.length - at)) {
                if (JSON.readTree(parser) instanceof ObjectNode object) objects.add(object);
                end = at + (int) parser.currentLocation().getCharOffset();
            } catch (JsonProcessingException e) {
                end = at + 1; // no object begins here, perhaps one begins later
            } catch (IOException e) {
                throw new IllegalStateException("a string cannot fail to be read", e);
            }
            at = text.indexOf('{', end);
        }
        return objects;
    }

    /**
     * Doubles the backslash of escapes that JSON does not have. Jackson would drop it, and a
     * pattern such as {@code \S+} would match something else.
     */
    private static String withoutUnknownEscapes(String reply) {
        return ESCAPE.matcher(reply)
                .replaceAll(escape -> escape.group().length() == 1 ? "\\\\\\\\" : "$0");
    }

    private static Optional<String> scalar(JsonNode field) {
        return field.isNumber() || field.isBoolean()
                ? Optional.of(ScalarText.of(field))
                : text(field);
    }

    private static Optional<String> text(JsonNode field) {
        if (!field.isTextual() || field.textValue().isBlank()) return Optional.empty();
        String text = field.textValue().strip();
        return ReplyText.encodable(text) ? Optional.of(text) : Optional.empty();
    }
}
