package metatextgrad.services.gateway.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The response of a program whose answer is no answer of a model, such as a part of one.
 *
 * @param id of the task
 * @param created seconds since 1970
 */
public record Completion(String id, long created, String model, String text) {
    /** Returns the body of a response that is no stream. */
    public byte[] whole() {
        ObjectNode body = head("chat.completion");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", text);
        choice.put("finish_reason", "stop");
        return json(body).getBytes(UTF_8);
    }

    /** Returns the events of a stream: the text in one piece, then the end. */
    public byte[] stream() {
        ObjectNode first = JsonNodeFactory.instance.objectNode();
        first.put("role", "assistant").put("content", text);
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        String events = event(chunk(first, null)) + event(chunk(nothing, "stop"));
        return (events + "data: [DONE]\n\n").getBytes(UTF_8);
    }

    private ObjectNode chunk(ObjectNode delta, @Nullable String reason) {
        ObjectNode body = head("chat.completion.chunk");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", reason);
        return body;
    }

    private ObjectNode head(String kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "chatcmpl-" + id)
                .put("object", kind)
                .put("created", created)
                .put("model", model);
    }

    private static String event(ObjectNode body) {
        return "data: " + json(body) + "\n\n";
    }

    private static String json(ObjectNode body) {
        try {
            return CompletionRequest.JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
