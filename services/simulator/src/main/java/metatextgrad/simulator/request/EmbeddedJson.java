package metatextgrad.simulator.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import metatextgrad.simulator.json.JsonNodes;

/** A JSON object inside a text. */
public record EmbeddedJson(ObjectNode value, int start, int end) {
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
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '{') {
                depth++;
            } else if (!quoted && c == '}' && --depth == 0) {
                int end = i + 1;
                return JsonNodes.objectOf(text.substring(start, end))
                        .map(value -> new EmbeddedJson(value, start, end));
            }
        }
        return Optional.empty();
    }
}
