package metatextgrad.simulator.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A JSON object inside a text. */
public record EmbeddedJson(ObjectNode value, int start, int end) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    // Some questions consist of brackets, so only a brace before a quote starts an object.
    private static final Pattern START = Pattern.compile("\\{(?=\\s*\")");

    /** Finds all outermost objects, in order. */
    public static List<EmbeddedJson> in(String text) {
        var pieces = new ArrayList<EmbeddedJson>();
        var start = START.matcher(text);
        int from = 0;
        while (start.find(from)) {
            Optional<EmbeddedJson> piece = at(start.start(), text);
            piece.ifPresent(pieces::add);
            from = piece.map(EmbeddedJson::end).orElse(start.end());
        }
        return pieces;
    }

    /** The text without its JSON objects. */
    public static String without(String text) {
        var rest = new StringBuilder();
        int from = 0;
        for (EmbeddedJson piece : in(text)) {
            rest.append(text, from, piece.start());
            from = piece.end();
        }
        return rest.append(text.substring(from)).toString();
    }

    private static Optional<EmbeddedJson> at(int start, String text) {
        try (JsonParser parser = MAPPER.createParser(text.substring(start))) {
            ObjectNode value = MAPPER.readTree(parser);
            int end = start + (int) parser.currentLocation().getCharOffset();
            return Optional.of(new EmbeddedJson(value, start, end));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be read", e);
        }
    }
}
