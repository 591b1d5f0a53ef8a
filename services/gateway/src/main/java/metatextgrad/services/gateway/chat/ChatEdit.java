package metatextgrad.services.gateway.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import metatextgrad.llm.Message;
import metatextgrad.services.gateway.chat.BodySpans.Span;
import org.jspecify.annotations.Nullable;

/** Changes a request. All bytes that no change names stay as the client sent them. */
public final class ChatEdit {
    /** Keeps the order of fields. */
    private static final JsonMapper PLAIN = new JsonMapper(CompletionRequest.FACTORY.copy());

    private final CompletionRequest request;

    /** New bytes by the place of the old ones. */
    private final SortedMap<Integer, Change> changes = new TreeMap<>();

    private record Change(Span old, String text) {}

    public ChatEdit(CompletionRequest request) {
        this.request = request;
    }

    /** Sets the model; null keeps the one of the client. */
    public ChatEdit model(@Nullable String name) {
        if (name != null) set("model", JsonNodeFactory.instance.textNode(name));
        return this;
    }

    /** Sets the text of the system message, and adds one if there is none. */
    public ChatEdit system(String text) {
        List<Span> messages = request.spans().messages();
        if (request.hasSystem()) {
            ObjectNode message = request.messages().getFirst().deepCopy();
            change(messages.getFirst(), json(message.put("content", text)));
        } else {
            int first = messages.getFirst().from();
            change(new Span(first, first), json(message("system", text)) + ",");
        }
        return this;
    }

    /** Replaces all messages. */
    public ChatEdit messages(List<Message> messages) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Message one : messages)
            all.add(
                    switch (one.role()) {
                        case SYSTEM -> message("system", one.content());
                        case USER -> message("user", one.content());
                    });
        set("messages", all);
        return this;
    }

    /** Returns the changed body. */
    public byte[] body() {
        byte[] body = request.bytes();
        ByteArrayOutputStream changed = new ByteArrayOutputStream(body.length + 1024);
        int at = 0;
        for (Change change : changes.values()) {
            changed.write(body, at, change.old.from() - at);
            changed.writeBytes(change.text.getBytes(UTF_8));
            at = change.old.to();
        }
        changed.write(body, at, body.length - at);
        return changed.toByteArray();
    }

    private void set(String field, JsonNode value) {
        Span old = request.spans().fields().get(field);
        if (old != null) {
            change(old, json(value));
            return;
        }
        int begin = start();
        String after = request.spans().fields().isEmpty() ? "" : ",";
        change(new Span(begin, begin), "\"%s\":%s%s".formatted(field, json(value), after));
    }

    private int start() {
        byte[] body = request.bytes();
        int at = 0;
        while (body[at] != '{') at++;
        return at + 1;
    }

    private void change(Span old, String text) {
        changes.put(old.from(), new Change(old, text));
    }

    private static ObjectNode message(String role, String content) {
        return JsonNodeFactory.instance.objectNode().put("role", role).put("content", content);
    }

    private static String json(JsonNode value) {
        try {
            return PLAIN.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
