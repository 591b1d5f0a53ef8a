package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import metatextgrad.model.Dollars;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object being read. Every complaint is one line that begins with the path. A field that
 * nobody asked for is refused by {@link #build}.
 */
final class JsonFields {
    /** The path of a whole document, which needs no name in a complaint. */
    static final String ROOT = "";

    private final JsonNode object;
    private final String path;
    private final TreeSet<String> unread = new TreeSet<>();
    private final TreeSet<String> known = new TreeSet<>();

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
        object.fieldNames().forEachRemaining(unread::add);
    }

    static JsonFields of(JsonNode node, String path) {
        check(node.isObject(), path, "must be an object");
        return new JsonFields(node, path);
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    boolean isText(String name) {
        return object.path(name).isTextual();
    }

    String text(String name) {
        return textAt(field(name), at(name));
    }

    @Nullable String optionalText(String name) {
        ask(name);
        return has(name) ? text(name) : null;
    }

    /** A text, or a number or truth value as it is written. */
    @Nullable String optionalScalar(String name) {
        ask(name);
        if (!has(name)) return null;
        JsonNode value = object.get(name);
        check(value.isValueNode(), at(name), "must be a text or a number");
        return value.asText();
    }

    /** What nobody asked for yet, as {@link #optionalScalar} reads it. */
    SortedMap<String, String> otherScalars() {
        SortedMap<String, String> others = new TreeMap<>();
        for (String name : List.copyOf(unread)) {
            String value = optionalScalar(name);
            if (value != null) others.put(name, value);
        }
        return others;
    }

    int integer(String name) {
        JsonNode value = field(name);
        check(
                value.isIntegralNumber() && value.canConvertToInt(),
                at(name),
                "must be a whole number");
        return value.intValue();
    }

    /** As {@link #integer}, but larger. */
    long whole(String name) {
        JsonNode value = field(name);
        check(
                value.isIntegralNumber() && value.canConvertToLong(),
                at(name),
                "must be a whole number");
        return value.longValue();
    }

    /** Dollars, in millionths of one. */
    long micros(String name) {
        JsonNode value = field(name);
        check(value.isNumber(), at(name), "must be a number");
        return Dollars.micros(value.decimalValue().toPlainString());
    }

    double number(String name) {
        JsonNode value = field(name);
        check(
                value.isNumber() && Double.isFinite(value.doubleValue()),
                at(name),
                "must be a number");
        return value.doubleValue();
    }

    @Nullable Double optionalNumber(String name) {
        ask(name);
        return has(name) ? (Double) number(name) : null;
    }

    boolean flag(String name) {
        JsonNode value = field(name);
        check(value.isBoolean(), at(name), "must be true or false");
        return value.booleanValue();
    }

    <E extends Enum<E>> E constant(String name, E[] constants) {
        return constantAt(field(name), at(name), constants);
    }

    <E extends Enum<E>> List<E> constants(String name, E[] constants) {
        return elements(name, (node, at) -> constantAt(node, at, constants));
    }

    <E extends Enum<E>> E constant(String name, E[] constants, E otherwise) {
        return optional(name, present -> constant(present, constants), otherwise);
    }

    <T> T object(String name, Function<JsonFields, T> read, T otherwise) {
        return optional(name, present -> object(present, read), otherwise);
    }

    @Nullable <T> T optionalObject(String name, Function<JsonFields, T> read) {
        ask(name);
        return has(name) ? object(name, read) : null;
    }

    <T> T object(String name, Function<JsonFields, T> read) {
        return read.apply(of(field(name), at(name)));
    }

    List<String> texts(String name) {
        return elements(name, JsonFields::textAt);
    }

    <T> List<T> list(String name, Function<JsonFields, T> read) {
        return elements(name, (node, at) -> read.apply(of(node, at)));
    }

    /** A field that may be absent. */
    <T> T optional(String name, Function<String, T> read, T otherwise) {
        ask(name);
        return has(name) ? read.apply(name) : otherwise;
    }

    /** The value made of the fields read, whose own complaints get the path. */
    <T> T build(Supplier<T> make) {
        T value;
        try {
            value = make.get();
        } catch (InvalidField e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidField(path, String.valueOf(e.getMessage()));
        }
        check(unread.isEmpty(), path, strangers());
        return value;
    }

    private String strangers() {
        if (unread.size() == 1) {
            String only = unread.first();
            return "unknown field `" + only + "`" + Suggestions.orDidYouMean(only, known);
        }
        return unread.stream()
                .map(
                        name ->
                                Suggestions.closest(name, known)
                                        .map(close -> " (did you mean `" + close + "`?)")
                                        .map(("`" + name + "`")::concat)
                                        .orElse("`" + name + "`"))
                .collect(Collectors.joining(", ", "unknown fields ", ""));
    }

    private String at(String name) {
        return path.equals(ROOT) ? name : path + "." + name;
    }

    private void ask(String name) {
        unread.remove(name);
        known.add(name);
    }

    private JsonNode field(String name) {
        ask(name);
        check(has(name), at(name), "is missing");
        return object.get(name);
    }

    private interface Element<T> {
        T read(JsonNode node, String path);
    }

    private <T> List<T> elements(String name, Element<T> element) {
        JsonNode value = field(name);
        String at = at(name);
        check(value.isArray(), at, "must be a list");
        List<T> elements = new ArrayList<>();
        for (JsonNode node : value) {
            elements.add(element.read(node, at + "[" + elements.size() + "]"));
        }
        return elements;
    }

    private static <E extends Enum<E>> E constantAt(JsonNode node, String path, E[] constants) {
        String text = textAt(node, path);
        List<String> names = new ArrayList<>();
        for (E constant : constants) {
            if (Json.name(constant).equals(text)) return constant;
            names.add(Json.name(constant));
        }
        throw new InvalidField(path, "must be one of " + String.join(", ", names));
    }

    private static String textAt(JsonNode node, String path) {
        check(node.isTextual(), path, "must be a text");
        return node.textValue();
    }

    private static void check(boolean holds, String path, String complaint) {
        if (!holds) throw new InvalidField(path, complaint);
    }
}
