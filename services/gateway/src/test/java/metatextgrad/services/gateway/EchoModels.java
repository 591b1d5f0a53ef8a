package metatextgrad.services.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.services.gateway.RecordingUpstream.Received;
import metatextgrad.services.gateway.RecordingUpstream.Script;

/**
 * A model server that answers with what it got: the text of a completion is the request as
 * canonical JSON. So equal answers prove equal requests.
 */
final class EchoModels implements Script {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final Pattern ERROR = Pattern.compile("\"error (\\d{3})\"");
    private static final int PIECE = 40;

    /** 0.5, -0.25 and 0.125 as floats of 32 bits. */
    private static final byte[] VECTOR = {0, 0, 0, 63, 0, 0, (byte) 128, (byte) 190, 0, 0, 0, 62};

    @Override
    public void answer(Received request, Socket connection) throws Exception {
        String path = request.line().split(" ")[1];
        Matcher error = ERROR.matcher(request.text());
        if (error.find()) error(Integer.parseInt(error.group(1))).answer(request, connection);
        else if (path.endsWith("/chat/completions")) complete(request, connection);
        else json(other(path, request)).answer(request, connection);
    }

    private static void complete(Received request, Socket connection) throws Exception {
        JsonNode body = JSON.readTree(request.text());
        if (body.path("stream").asBoolean()) stream(body, connection);
        else json(completion(body)).answer(request, connection);
    }

    private static Object completion(JsonNode body) throws JsonProcessingException {
        List<Object> choices = new ArrayList<>();
        for (int i = 0; i < Math.max(1, body.path("n").asInt()); i++)
            choices.add(
                    fields(
                            "index",
                            i,
                            "message",
                            message(body),
                            "logprobs",
                            logprobs(body),
                            "finish_reason",
                            callsTools(body) ? "tool_calls" : "stop"));
        return fields(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion",
                "created",
                1_700_000_000,
                "model",
                body.path("model").asText(),
                "choices",
                choices,
                "usage",
                fields("prompt_tokens", 7, "completion_tokens", 5, "total_tokens", 12),
                "service_tier",
                "default",
                "system_fingerprint",
                "fp_1",
                "not_of_openai",
                fields("a", List.of(1, 2.5)));
    }

    private static Map<String, Object> message(JsonNode body) throws JsonProcessingException {
        Map<String, Object> message = fields("role", "assistant", "refusal", null);
        if (callsTools(body)) {
            message.put("content", null);
            message.put("tool_calls", List.of(toolCall(echo(body))));
        } else message.put("content", echo(body));
        return message;
    }

    private static Map<String, Object> toolCall(String arguments) {
        return fields(
                "id", "call_1",
                "type", "function",
                "function", fields("name", "lookup", "arguments", arguments));
    }

    private static Object logprobs(JsonNode body) {
        if (!body.path("logprobs").asBoolean()) return null;
        Map<String, Object> token = fields("token", "a", "logprob", -.5, "bytes", List.of(97));
        Map<String, Object> first = new LinkedHashMap<>(token);
        first.put("top_logprobs", List.of(token));
        return fields("content", List.of(first), "refusal", null);
    }

    private static void stream(JsonNode body, Socket connection) throws Exception {
        RecordingUpstream.write(
                connection,
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nx-request-id: r-1\r\nTransfer-Encoding: chunked\r\n\r\n");
        event(connection, chunk(body, fields("role", "assistant", "content", ""), null));
        String text = echo(body);
        for (int at = 0; at < text.length(); at += PIECE) {
            String piece = text.substring(at, Math.min(at + PIECE, text.length()));
            Map<String, Object> call = toolCall(piece);
            call.put("index", 0);
            event(
                    connection,
                    chunk(
                            body,
                            callsTools(body)
                                    ? fields("tool_calls", List.of(call))
                                    : fields("content", piece),
                            null));
        }
        event(connection, chunk(body, fields(), callsTools(body) ? "tool_calls" : "stop"));
        if (body.path("stream_options").path("include_usage").asBoolean()) {
            Map<String, Object> last = chunk(body, fields(), null);
            last.put("choices", List.of());
            last.put("usage", fields("prompt_tokens", 7, "completion_tokens", 5));
            event(connection, last);
        }
        RecordingUpstream.chunk(connection, ": a comment\n\ndata: [DONE]\n\n");
        RecordingUpstream.write(connection, "0\r\n\r\n");
    }

    private static Map<String, Object> chunk(JsonNode body, Object delta, String end) {
        return fields(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion.chunk",
                "created",
                1_700_000_000,
                "model",
                body.path("model").asText(),
                "choices",
                List.of(fields("index", 0, "delta", delta, "finish_reason", end)));
    }

    private static void event(Socket connection, Object json) throws Exception {
        RecordingUpstream.chunk(
                connection, "data: %s\n\n".formatted(JSON.writeValueAsString(json)));
    }

    private static Object other(String path, Received request) throws JsonProcessingException {
        if (path.endsWith("/embeddings")) return embeddings(JSON.readTree(request.text()));
        Map<String, Object> model =
                fields("id", path, "object", "model", "created", 1, "owned_by", "us");
        if (path.endsWith("/models")) return fields("object", "list", "data", List.of(model));
        if (path.contains("/models/")) return model;
        // A file travels with a random boundary, so its length and its content count.
        return path.endsWith("/files")
                ? fields("id", "file-1", "object", "file", "bytes", request.body().length)
                : fields(
                        "id",
                        "resp_1",
                        "object",
                        "response",
                        "output",
                        List.of(),
                        "metadata",
                        echoed(request));
    }

    private static Object echoed(Received request) throws JsonProcessingException {
        return fields("request", echo(JSON.readTree(request.text())));
    }

    private static Object embeddings(JsonNode body) throws JsonProcessingException {
        boolean isBase64 = body.path("encoding_format").asText().equals("base64");
        boolean isMany = body.path("input").path(0).isTextual();
        List<Object> data = new ArrayList<>();
        for (int i = 0; i < (isMany ? body.path("input").size() : 1); i++)
            data.add(
                    fields(
                            "object",
                            "embedding",
                            "index",
                            i,
                            "embedding",
                            isBase64
                                    ? Base64.getEncoder().encodeToString(VECTOR)
                                    : List.of(.5, -.25, .125)));
        return fields("object", "list", "data", data, "model", echo(body), "usage", fields());
    }

    private static Script error(int status) throws JsonProcessingException {
        Object error =
                fields(
                        "message",
                        "no answer for " + status,
                        "type",
                        "a_type",
                        "param",
                        "messages",
                        "code",
                        "code_" + status);
        return RecordingUpstream.http(
                status + " Failed",
                "Content-Type: application/json\r\nx-request-id: r-1\r\nRetry-After: 7\r\n",
                JSON.writeValueAsString(fields("error", error)));
    }

    private static Script json(Object body) throws JsonProcessingException {
        return RecordingUpstream.http(
                "200 OK",
                "Content-Type: application/json\r\nx-request-id: r-1\r\n",
                JSON.writeValueAsString(body));
    }

    private static boolean callsTools(JsonNode body) {
        return body.has("tools") && !body.path("tool_choice").asText().equals("none");
    }

    private static String echo(JsonNode body) throws JsonProcessingException {
        return JSON.writeValueAsString(JSON.treeToValue(body, Object.class));
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2)
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        return fields;
    }
}
