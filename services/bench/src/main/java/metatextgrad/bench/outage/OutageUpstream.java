package metatextgrad.bench.outage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import metatextgrad.process.Exit;
import metatextgrad.process.Ports;
import metatextgrad.simulator.http.JdkHttpServer;

/**
 * A model server that always gives the same answer: whole after 100 ms, or as a stream of four
 * pieces in that time. So some answers are in flight whenever something fails.
 */
final class OutageUpstream implements AutoCloseable {
    /** What each answer contains. */
    static final String TEXT = "] )";

    /** With which each stream ends. */
    static final String LAST_EVENT = "data: [DONE]\n\n";

    private static final int PIECES = 4;
    private static final Duration BETWEEN = Duration.ofMillis(25);
    private static final byte[] WHOLE =
            """
            {"id":"chatcmpl-1","object":"chat.completion","created":1767225600,"model":"plain",\
            "choices":[{"index":0,"message":{"role":"assistant","content":"%s","refusal":null},\
            "finish_reason":"stop"}],\
            "usage":{"prompt_tokens":300,"completion_tokens":4,"total_tokens":304}}\
            """
                    .formatted(TEXT)
                    .getBytes(UTF_8);

    private final JdkHttpServer server;

    private OutageUpstream(JdkHttpServer server) {
        this.server = server;
    }

    static OutageUpstream start() {
        try {
            return new OutageUpstream(
                    JdkHttpServer.start(Ports.address(0), OutageUpstream::answer));
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "the model server did not start: %s", e.getMessage());
        }
    }

    /** Returns the base URL; it ends in {@code /v1}. */
    URI baseUrl() {
        return server.baseUrl();
    }

    @Override
    public void close() {
        server.close();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        try (exchange) {
            if (body.contains("\"stream\":true")) stream(exchange);
            else whole(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void whole(HttpExchange exchange) throws IOException, InterruptedException {
        Thread.sleep(BETWEEN.multipliedBy(PIECES));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, WHOLE.length);
        exchange.getResponseBody().write(WHOLE);
    }

    private static void stream(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (int piece = 0; piece < PIECES; piece++) {
            Thread.sleep(BETWEEN);
            out.write(event(piece == 0 ? TEXT : "").getBytes(UTF_8));
            out.flush();
        }
        out.write(LAST_EVENT.getBytes(UTF_8));
    }

    private static String event(String text) {
        return """
        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1767225600,\
        "model":"plain","choices":[{"index":0,"delta":{"content":"%s"},"finish_reason":null}]}

        """
                .formatted(text);
    }
}
