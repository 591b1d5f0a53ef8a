package metatextgrad.services.gateway.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import org.jspecify.annotations.Nullable;

/** Bodies that the gateway writes: errors in OpenAI's form and as problem details, and ids. */
public final class SmallBody {
    private SmallBody() {}

    /**
     * Returns the form of OpenAI.
     *
     * @param param the field at fault; null if it is none
     */
    public static byte[] openAi(String type, String code, String message, @Nullable String param) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return bytes(body);
    }

    /** Returns the form of RFC 9457. */
    public static byte[] problem(int status, String code, String detail) {
        return bytes(ofProblem(status, code, detail));
    }

    /**
     * Returns the form of RFC 9457 with a further member.
     *
     * @param json its value
     */
    public static byte[] problem(int status, String code, String detail, String name, String json) {
        return bytes(ofProblem(status, code, detail).putRawValue(name, new RawValue(json)));
    }

    private static ObjectNode ofProblem(int status, String code, String detail) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:mtg:problem:" + code)
                .put("title", code.replace('-', ' '))
                .put("status", status)
                .put("detail", detail);
    }

    /** Returns the answer to what was accepted: the id by which feedback names it. */
    public static byte[] task(String id) {
        return bytes(JsonNodeFactory.instance.objectNode().put("task", id));
    }

    private static byte[] bytes(ObjectNode body) {
        try {
            return CompletionRequest.JSON.writeValueAsString(body).getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
