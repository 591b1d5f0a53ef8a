package metatextgrad.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.model.Text;
import org.jspecify.annotations.Nullable;

/** Describes a JSON error to the author of the file. Jackson's messages name Jackson's options. */
final class JsonProblem {
    private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("Unrecognized token '([^']*)'");
    private static final Pattern LETTER = Pattern.compile("Unexpected character \\('(.)'");

    private JsonProblem() {}

    /** Returns why a text is not JSON, in one line without a full stop. */
    static String inText(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Trailing token"))
            return "unexpected content after the end of the JSON value";
        if (e instanceof JsonEOFException || message.contains("end-of-input"))
            return "unexpected end of file";
        Matcher twice = TWICE.matcher(message);
        if (twice.find()) return "duplicate field `" + line(twice.group(1)) + "`";
        Matcher word = WORD.matcher(message);
        if (word.find())
            return "`" + word.group(1) + "` is not a valid value (put text in double quotes)";
        Matcher letter = LETTER.matcher(message);
        if (letter.find()) return "unexpected character `" + letter.group(1) + "`" + at(e);
        return message.startsWith("Illegal unquoted character")
                ? "a string contains a line break or control character" + at(e)
                : "it cannot be read" + at(e);
    }

    /** Returns why a tree cannot be bound to a record, in one line that begins with the path. */
    static String inBinding(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException unbound)) return inText(e);
        List<JsonMappingException.Reference> path = unbound.getPath();
        return switch (unbound) {
            case UnrecognizedPropertyException other ->
                    at(
                            path.subList(0, path.size() - 1),
                            unknown(other.getPropertyName(), other.getKnownPropertyIds()));
            case InvalidTypeIdException node when node.getTypeId() == null ->
                    place(path) + ".type: is missing";
            case InvalidTypeIdException node ->
                    at(path, "type must be one of llm, split, aggregate, extract");
            case InvalidNullException absent when path.getLast().getFieldName() != null ->
                    at(path, "is missing");
            case MismatchedInputException other when other.getCause() == null ->
                    at(path, "must be " + expected(other.getTargetType()));
            case JsonMappingException refused when refused.getCause() != null ->
                    at(path, String.valueOf(refused.getCause().getMessage()));
            default -> at(path, unbound.getOriginalMessage());
        };
    }

    /** Returns the message for an unknown field. */
    static String unknown(String name, @Nullable Collection<Object> known) {
        List<String> names =
                known == null ? List.of() : known.stream().map(String::valueOf).toList();
        return "unknown field `" + name + "`" + Suggestions.orDidYouMean(name, names);
    }

    private static String expected(Class<?> type) {
        if (type.isEnum())
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> Text.kebab((Enum<?>) constant))
                    .collect(Collectors.joining(", ", "one of ", ""));
        if (type == String.class) return "a string";
        if (type == int.class || type == long.class || type == Long.class) return "a whole number";
        if (type == boolean.class) return "true or false";
        if (Collection.class.isAssignableFrom(type)) return "a list";
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "a number" : "an object";
    }

    private static String at(List<JsonMappingException.Reference> path, String problem) {
        return line(path.isEmpty() ? problem : place(path) + ": " + problem);
    }

    private static String place(List<JsonMappingException.Reference> path) {
        return path(
                path.stream()
                        .map(
                                step ->
                                        step.getFieldName() == null
                                                ? step.getIndex()
                                                : step.getFieldName()));
    }

    /** Returns a path such as {@code phases[0].steps} from names of fields and indexes. */
    static String path(Stream<?> steps) {
        StringBuilder path = new StringBuilder();
        steps.forEach(
                step -> {
                    if (step instanceof Integer) path.append('[').append(step).append(']');
                    else path.append(path.isEmpty() ? "" : ".").append(step);
                });
        return path.toString();
    }

    private static String at(JsonProcessingException e) {
        if (e.getLocation() == null) return "";
        return " at column " + e.getLocation().getColumnNr();
    }

    private static String line(String text) {
        return text.replaceAll("\\R", " ");
    }
}
