package metatextgrad.modelclient;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A reply of a server, in any format. Pure.
 *
 * @param headers returns the values of a header, given its name
 * @param json the body; missing if it is not JSON
 * @param text the body as text
 */
record ServerReply(int status, Function<String, List<String>> headers, JsonNode json, String text) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static ServerReply of(int status, Function<String, List<String>> headers, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return new ServerReply(status, headers, json(body), text);
    }

    private static JsonNode json(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns whether the body reports an error, with any status. */
    boolean hasError() {
        return json.hasNonNull("error");
    }

    /** Returns the server's name of the error; empty if there is none. */
    String code() {
        return Stream.of("code", "type")
                .map(name -> error().path(name))
                .filter(JsonNode::isTextual)
                .findFirst()
                .map(JsonNode::textValue)
                .map(code -> ServerText.line(code, ServerText.EXCERPT))
                .orElse("");
    }

    /** Returns the reply with the status that a proxy reports inside the body, if it does. */
    ServerReply withStatusOfError() {
        int inside = error().path("code").asInt();
        return inside < 400 || inside > 599 ? this : new ServerReply(inside, headers, json, text);
    }

    /** Returns the server's own description of the error; empty if there is none. */
    String message() {
        if (error().isTextual()) return error().textValue();
        return Stream.of("message", "detail")
                .map(name -> error().path(name))
                .filter(JsonNode::isTextual)
                .findFirst()
                .map(JsonNode::textValue)
                .orElse("");
    }

    /** Returns the parameter that the server names as the cause; empty if it names none. */
    String param() {
        return error().path("param").asText("");
    }

    /** Returns the list of problems of servers that check requests with Pydantic. */
    List<JsonNode> details() {
        JsonNode inMessage = error().path("message").path("detail");
        JsonNode list = inMessage.isArray() ? inMessage : error().path("detail");
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private JsonNode error() {
        return hasError() ? json.get("error") : json;
    }

    /** Describes the reply in one line: status, and what the server reports. */
    String reason() {
        if (text.isBlank()) return String.valueOf(status);
        String message = ServerText.line(message(), ServerText.MESSAGE);
        return message.isEmpty() && code().isEmpty()
                ? "%d %s: %s".formatted(status, type(), ServerText.line(text, ServerText.EXCERPT))
                : "%d %s %s".formatted(status, code(), message).replaceAll(" +", " ").strip();
    }

    /** Describes a reply that should have been a completion. */
    String notACompletion() {
        String message = message();
        return "not a completion: %d %s: %s"
                .formatted(
                        status,
                        type(),
                        message.isEmpty()
                                ? ServerText.line(text, ServerText.EXCERPT)
                                : ServerText.line(message, ServerText.MESSAGE));
    }

    /** Returns the type of the content, without parameters. */
    String type() {
        String type = headers.apply("content-type").stream().findFirst().orElse("");
        String bare = ServerText.line(type.replaceFirst(";.*", ""), ServerText.EXCERPT);
        return bare.isEmpty() ? "without content type" : bare;
    }
}
