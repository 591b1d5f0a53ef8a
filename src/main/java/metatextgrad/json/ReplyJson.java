package metatextgrad.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads one field of a model's JSON reply: fenced, bare, or in the last complete object of prose
 * that has the field. Any other reply is unusable (METHOD §6.3 check 27).
 */
public final class ReplyJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplyJson() {}

    /**
     * Returns the trimmed text of the field. It is empty if the field is missing or blank, or if it
     * contains half of a surrogate pair, which UTF-8 cannot encode.
     */
    public static Optional<String> field(String reply, String name) {
        return last(reply, object -> text(object.path(name)));
    }

    /** As {@link #field}, but also accepts a number or a boolean. */
    public static Optional<String> scalar(String reply, String name) {
        return last(reply, object -> scalar(object.path(name)));
    }

    /** Returns the last object that has a list in the field. */
    static Optional<JsonNode> object(String reply, String list) {
        return last(
                reply,
                object -> object.path(list).isArray() ? Optional.of(object) : Optional.empty());
    }

    /** Returns the last non-empty result for an object of the reply. */
    private static <T> Optional<T> last(String reply, Function<JsonNode, Optional<T>> wanted) {
        char[] chars = reply.toCharArray();
        Optional<T> last = Optional.empty();
        int at = reply.indexOf('{');
        while (at >= 0) {
            int end = at + 1;
            try (JsonParser parser = JSON.createParser(chars, at, chars.length - at)) {
                JsonNode object = JSON.readTree(parser);
                end = at + (int) parser.currentLocation().getCharOffset();
                Optional<T> found = object.isObject() ? wanted.apply(object) : Optional.empty();
                if (found.isPresent()) last = found;
            } catch (JsonProcessingException e) {
                end = at + 1; // no object begins here, perhaps one begins later
            } catch (IOException e) {
                throw new IllegalStateException("a string cannot fail to be read", e);
            }
            at = reply.indexOf('{', end);
        }
        return last;
    }

    private static Optional<String> scalar(JsonNode field) {
        return field.isNumber() || field.isBoolean() ? Optional.of(field.asText()) : text(field);
    }

    private static Optional<String> text(JsonNode field) {
        if (!field.isTextual() || field.textValue().isBlank()) return Optional.empty();
        String text = field.textValue().strip();
        return ReplyText.encodable(text) ? Optional.of(text) : Optional.empty();
    }
}
