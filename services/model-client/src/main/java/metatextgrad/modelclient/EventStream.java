package metatextgrad.modelclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges a stream of events into one completion. No request is for a stream, but some servers and
 * proxies send nothing else. Pure.
 */
final class EventStream {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String END = "[DONE]";

    private EventStream() {}

    /** Returns whether a body is a stream of events. */
    static boolean is(ServerReply reply) {
        return reply.type().equals("text/event-stream")
                || reply.text().startsWith("data:")
                || reply.text().startsWith("event:");
    }

    /**
     * Returns the completion in the format of a reply that is no stream, or the error that the
     * stream contains. Its finish reason is missing if the stream broke off.
     *
     * @throws JsonProcessingException if an event is not JSON
     */
    static JsonNode completion(String body) throws JsonProcessingException {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ObjectNode choice = JsonNodeFactory.instance.objectNode();
        StringBuilder content = new StringBuilder();
        StringBuilder refusal = new StringBuilder();
        for (String data : events(body)) {
            if (data.equals(END)) {
                if (!choice.has("finish_reason")) choice.put("finish_reason", "stop");
                break;
            }
            JsonNode event = MAPPER.readTree(data);
            if (event.hasNonNull("error") || !event.path("choices").isArray()) return event;
            copy("model", event, whole);
            copy("usage", event, whole);
            JsonNode part = event.path("choices").path(0);
            copy("finish_reason", part, choice);
            copy("error", part, choice);
            JsonNode message = part.path(part.has("delta") ? "delta" : "message");
            content.append(CompletionReader.text(message.path("content")));
            refusal.append(message.path("refusal").asText(""));
        }
        choice.putObject("message")
                .put("content", content.toString())
                .put("refusal", refusal.toString());
        whole.putArray("choices").add(choice);
        return whole;
    }

    private static void copy(String name, JsonNode from, ObjectNode to) {
        if (from.hasNonNull(name)) to.set(name, from.get(name));
    }

    /** Returns the data of each event. An empty line ends an event, whose data may have lines. */
    private static List<String> events(String body) {
        List<String> events = new ArrayList<>();
        StringBuilder data = new StringBuilder();
        for (String line : (body + "\n\n").split("\r\n|\n|\r", -1)) {
            if (line.startsWith("data:")) data.append(line, 5, line.length()).append('\n');
            if (!line.isEmpty() || data.isEmpty()) continue;
            events.add(data.toString().strip());
            data.setLength(0);
        }
        return events;
    }
}
