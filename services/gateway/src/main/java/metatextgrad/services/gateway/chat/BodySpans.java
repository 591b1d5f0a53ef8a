package metatextgrad.services.gateway.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where the fields of a JSON object are in its bytes, so that one can be replaced and all others
 * stay as they are.
 *
 * @param fields the values of the object, by name
 * @param messages the elements of the array {@code messages}; empty if there is none
 */
record BodySpans(Map<String, Span> fields, List<Span> messages) {
    private static final JsonFactory JSON = CompletionRequest.FACTORY;

    /** Bytes from the first one to the one before the last. */
    record Span(int from, int to) {}

    /**
     * @throws InvalidChat if the bytes are no JSON object in UTF-8, or a field is there twice
     */
    static BodySpans of(byte[] body) {
        Map<String, Span> fields = new LinkedHashMap<>();
        List<Span> messages = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT)
                throw new InvalidChat(null, "the body must be a JSON object");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = Objects.requireNonNull(parser.currentName());
                boolean list =
                        parser.nextToken() == JsonToken.START_ARRAY && name.equals("messages");
                int from = start(parser);
                if (list)
                    while (parser.nextToken() != JsonToken.END_ARRAY) messages.add(value(parser));
                Span span = list ? new Span(from, end(parser)) : value(parser);
                if (fields.put(name, span) != null)
                    throw new InvalidChat(name, "the field `%s` is there twice".formatted(name));
            }
            if (parser.nextToken() != null)
                throw new InvalidChat(null, "the body has more than one JSON value");
            return new BodySpans(fields, messages);
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    static InvalidChat notJson(IOException e) {
        String reason = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
        return new InvalidChat(null, "the body is not JSON: " + reason);
    }

    private static Span value(JsonParser parser) throws IOException {
        int from = start(parser);
        parser.skipChildren();
        return new Span(from, end(parser));
    }

    private static int start(JsonParser parser) {
        return offset(parser.currentTokenLocation().getByteOffset());
    }

    private static int end(JsonParser parser) throws IOException {
        // The parser reads a text only when its end is needed.
        parser.finishToken();
        return offset(parser.currentLocation().getByteOffset());
    }

    /** Jackson knows no byte offsets in UTF-16 and UTF-32. */
    private static int offset(long bytes) {
        if (bytes < 0) throw new InvalidChat(null, "the body must be UTF-8");
        return (int) bytes;
    }
}
