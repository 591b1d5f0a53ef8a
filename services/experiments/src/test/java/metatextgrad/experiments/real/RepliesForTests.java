package metatextgrad.experiments.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.process.Ports;
import metatextgrad.simulator.http.JdkHttpServer;

/**
 * A server with replies that are written here. The task model doubles a number only if its prompt
 * has the word; the other model writes a prompt with this word.
 */
final class RepliesForTests implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String DOUBLE =
            "Give the double of the number. The last line of your reply has the form `Answer: ` and then the answer.";

    /** DSPy ends its requests with the field that the reply has to begin with. */
    private static final Pattern DSPY_FIELD =
            Pattern.compile("starting with the field `\\[\\[ ## (\\w+) ## ]]`");

    private final AtomicInteger calls = new AtomicInteger();
    private final JdkHttpServer server;

    RepliesForTests() {
        try {
            server = JdkHttpServer.start(Ports.address(0), this::handle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI baseUrl() {
        return server.baseUrl();
    }

    int calls() {
        return calls.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        JsonNode request = MAPPER.readTree(exchange.getRequestBody());
        JsonNode messages = request.path("messages");
        String first = messages.path(0).path("content").asText();
        String last = messages.path(messages.size() - 1).path("content").asText();
        String text =
                request.path("model").asText().equals("small")
                        ? answer(first, last)
                        : review(first, last);
        byte[] body =
                MAPPER.writeValueAsBytes(
                        Map.of(
                                "model",
                                request.path("model").asText(),
                                "choices",
                                List.of(
                                        Map.of(
                                                "message",
                                                Map.of("role", "assistant", "content", text),
                                                "finish_reason",
                                                "stop")),
                                "usage",
                                Map.of("prompt_tokens", first.length(), "completion_tokens", 5)));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String answer(String prompt, String task) {
        int number = Integer.parseInt(task.strip());
        return "Answer: " + (prompt.contains("double") ? 2 * number : number);
    }

    private static String review(String instructions, String request) {
        Matcher field = DSPY_FIELD.matcher(request);
        if (field.find())
            return "[[ ## %s ## ]]\n%s\n\n[[ ## completed ## ]]".formatted(field.group(1), DOUBLE);
        if (instructions.contains("<IMPROVED_VARIABLE>"))
            return "<IMPROVED_VARIABLE>" + DOUBLE + "</IMPROVED_VARIABLE>";
        if (instructions.contains("Find the rule"))
            return "{\"difference\": \"twice as much\", \"rule\": \"Give the double of the number.\"}";
        // GEPA shows the prompt in such a block, and reads the new one from it.
        if (instructions.contains("```")) return "```\n" + DOUBLE + "\n```";
        return "The text does not say that each number is to be doubled.";
    }

    @Override
    public void close() {
        server.close();
    }
}
