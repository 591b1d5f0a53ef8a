package metatextgrad.simulator.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import metatextgrad.simulator.json.JsonNodes;
import org.jspecify.annotations.Nullable;

/** Parses the body of a request. Unknown fields are ignored. */
public final class RequestReader {
    private RequestReader() {}

    /** As {@link #read(String, Set)}, of a server that supports every parameter. */
    public static ChatRequest read(String body) {
        return read(body, Set.of());
    }

    /**
     * Throws {@link BadRequestException} if the body is not a valid request.
     *
     * @param refused fields that the server does not support
     */
    public static ChatRequest read(String body, Set<String> refused) {
        JsonNode json = parse(body);
        for (String field : refused)
            if (json.has(field)) throw new BadRequestException(ErrorResponses.unsupported(field));
        if (json.path("stream").asBoolean(false))
            throw invalid("This server does not stream.", "stream");
        String model = json.path("model").asText("");
        if (model.isEmpty()) throw invalid("you must provide a model parameter", "model");
        return new ChatRequest(
                model,
                messages(json.path("messages")),
                json.path("seed").asLong(0),
                maxTokens(json),
                fields(json.path("response_format")),
                json.path("logprobs").asBoolean(false));
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode json = JsonNodes.read(body);
            if (json.isObject()) return json;
        } catch (JsonProcessingException e) {
            throw invalid("We could not parse the JSON body of your request.", null);
        }
        throw invalid("The body of your request is not a JSON object.", null);
    }

    private static List<ChatMessage> messages(JsonNode array) {
        if (!array.isArray() || array.isEmpty())
            throw invalid("'messages' must be an array with at least one message.", "messages");
        var messages = new ArrayList<ChatMessage>();
        for (JsonNode message : array) {
            String role = message.path("role").asText("");
            if (role.isEmpty())
                throw invalid("Missing required parameter: 'messages[].role'.", "messages");
            messages.add(new ChatMessage(role, text(message.path("content"))));
        }
        return messages;
    }

    /** Reads a string, or joins the texts of a list of parts. */
    private static String text(JsonNode content) {
        if (!content.isArray()) return content.asText("");
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    private static int maxTokens(JsonNode json) {
        JsonNode limit =
                json.hasNonNull("max_completion_tokens")
                        ? json.path("max_completion_tokens")
                        : json.path("max_tokens");
        int tokens = limit.asInt(Integer.MAX_VALUE);
        if (tokens < 1)
            throw invalid("The number of tokens must be at least 1.", "max_completion_tokens");
        return tokens;
    }

    private static List<String> fields(JsonNode format) {
        var fields = new ArrayList<String>();
        format.path("json_schema")
                .path("schema")
                .path("properties")
                .fieldNames()
                .forEachRemaining(fields::add);
        return fields;
    }

    private static BadRequestException invalid(String message, @Nullable String parameter) {
        return new BadRequestException(ErrorResponses.invalid(message, parameter));
    }
}
