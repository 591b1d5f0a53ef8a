package metatextgrad.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one field of a model's JSON reply: fenced, bare, or in the last complete object of prose that
 * has the field; anything else is unusable (METHOD §6.3 check 27).
 */
public final class ReplyJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplyJson() {}

    /**
     * The trimmed text of the field; empty where the reply has none that is not blank, or one that
     * no topic can carry since half of a surrogate pair stands in it.
     */
    public static Optional<String> field(String reply, String name) {
        return last(reply, object -> text(object.path(name)));
    }

    /** As {@link #field}, where a number or a truth value is as good as a text. */
    public static Optional<String> scalar(String reply, String name) {
        return last(reply, object -> scalar(object.path(name)));
    }

    private static Optional<String> last(
            String reply, Function<JsonNode, Optional<String>> wanted) {
        char[] chars = reply.toCharArray();
        Optional<String> last = Optional.empty();
        int at = reply.indexOf('{');
        while (at >= 0) {
            int end = at + 1;
            try (JsonParser parser = JSON.createParser(chars, at, chars.length - at)) {
                JsonNode object = JSON.readTree(parser);
                end = at + (int) parser.currentLocation().getCharOffset();
                Optional<String> text = object.isObject() ? wanted.apply(object) : Optional.empty();
                if (text.isPresent()) last = text;
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
        return UTF_8.newEncoder().canEncode(text) ? Optional.of(text) : Optional.empty();
    }
}
