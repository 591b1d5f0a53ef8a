package metatextgrad.experiments.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.llm.TokenChoice;
import metatextgrad.llm.Usage;
import metatextgrad.model.ModelRole;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.process.Ports;
import metatextgrad.simulator.http.JdkHttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Lets programs of other languages call a recorded model, on this machine alone. Each request is
 * counted, with a recorded reply too. Thread-safe.
 */
public final class RecordedServer implements AutoCloseable {
    /** The header with the role of a request. */
    private static final String ROLE = "X-Mtg-Role";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RecordedModel model;
    private final int timeoutSeconds;
    private final CallTotals totals;
    private final Map<String, Integer> draws = new TreeMap<>();
    private final JdkHttpServer server;

    private record ErrorText(String message) {}

    private record ErrorBody(ErrorText error) {}

    private RecordedServer(RecordedModel model, int timeoutSeconds, CallTotals totals)
            throws IOException {
        this.model = model;
        this.timeoutSeconds = timeoutSeconds;
        this.totals = totals;
        HttpHandler handler = this::handle;
        server = JdkHttpServer.start(Ports.address(0), handler);
    }

    /**
     * Starts a server.
     *
     * @param totals counts the requests
     */
    public static RecordedServer start(RecordedModel model, int timeoutSeconds, CallTotals totals)
            throws IOException {
        return new RecordedServer(model, timeoutSeconds, totals);
    }

    /** The base URL for a client; ends in {@code /v1}. */
    public URI baseUrl() {
        return server.baseUrl();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            JsonNode body = MAPPER.readTree(exchange.getRequestBody());
            Reply reply = reply(body);
            totals.add(role(exchange), reply);
            answer(exchange, reply);
        } catch (IllegalArgumentException e) {
            send(exchange, 400, error(String.valueOf(e.getMessage())));
        } catch (IllegalStateException e) {
            send(exchange, 500, error(String.valueOf(e.getMessage())));
        }
    }

    private static ModelRole role(HttpExchange exchange) {
        String role = exchange.getRequestHeaders().getFirst(ROLE);
        return role == null ? ModelRole.PROGRAM : ModelRole.valueOf(role.toUpperCase(Locale.ROOT));
    }

    private Reply reply(JsonNode body) {
        JsonNode temperature = body.path("temperature");
        ModelSpec spec =
                new ModelSpec(
                                body.path("model").asText(""),
                                0,
                                body.path("max_tokens").asInt(512),
                                timeoutSeconds)
                        .withTemperature(temperature.isNumber() ? temperature.doubleValue() : null);
        List<Message> messages = messages(body.path("messages"));
        int draw = draw(spec, messages);
        return model.ask(spec, messages, draw, ReplyFormat.TEXT);
    }

    /** A client without seeds that repeats a request wants another draw. */
    private int draw(ModelSpec spec, List<Message> messages) {
        String first = CallId.of(spec, messages, 0, ReplyFormat.TEXT);
        synchronized (draws) {
            return draws.merge(first, 1, Integer::sum);
        }
    }

    private static List<Message> messages(JsonNode all) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode one : all) {
            String text = one.path("content").asText("");
            messages.add(
                    switch (one.path("role").asText("")) {
                        case "system" -> Message.system(text);
                        case "user" -> Message.user(text);
                        default ->
                                throw new IllegalArgumentException(
                                        "a message is of `system` or `user`, not `%s`"
                                                .formatted(one.path("role").asText("")));
                    });
        }
        return messages;
    }

    /** A reply that was cut off has no text here, as for metaTextGrad itself. */
    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        switch (reply) {
            case Reply.Answered(
                            String text,
                            Usage usage,
                            String served,
                            List<TokenChoice> tokens) ->
                    send(exchange, 200, completion(text, "stop", usage));
            case Reply.Unusable unusable ->
                    send(exchange, 200, completion("", "length", unusable.usage()));
            case Reply.Refused refused -> send(exchange, 400, error(refused.reason()));
            case Reply.NoAnswer none -> send(exchange, 503, error(none.reason()));
        }
    }

    private static Map<String, Object> completion(String text, String finish, Usage usage) {
        return Map.of(
                "object",
                "chat.completion",
                "choices",
                List.of(
                        Map.of(
                                "index",
                                0,
                                "message",
                                Map.of("role", "assistant", "content", text),
                                "finish_reason",
                                finish)),
                "usage",
                Map.of(
                        "prompt_tokens",
                        usage.inputTokens(),
                        "completion_tokens",
                        usage.outputTokens(),
                        "total_tokens",
                        usage.inputTokens() + usage.outputTokens()));
    }

    private static ErrorBody error(@Nullable String message) {
        return new ErrorBody(new ErrorText(String.valueOf(message)));
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = MAPPER.writeValueAsString(body).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
