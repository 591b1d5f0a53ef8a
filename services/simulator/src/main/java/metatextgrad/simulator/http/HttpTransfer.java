package metatextgrad.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import metatextgrad.simulator.chat.JsonResponse;

/** Reads requests and sends responses, complete or broken on purpose. */
public final class HttpTransfer {
    private static final Duration BETWEEN_BYTES = Duration.ofSeconds(1);

    private HttpTransfer() {}

    static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    }

    public static void send(HttpExchange exchange, JsonResponse reply) throws IOException {
        byte[] bytes = open(exchange, reply);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Announces the full body, sends half of it and closes the connection. */
    static void sendHalf(HttpExchange exchange, JsonResponse reply) throws IOException {
        byte[] bytes = open(exchange, reply);
        OutputStream out = exchange.getResponseBody();
        out.write(bytes, 0, bytes.length / 2);
        out.flush();
        exchange.close();
    }

    /** Sends one byte a second. */
    static void sendSlowly(HttpExchange exchange, JsonResponse reply)
            throws IOException, InterruptedException {
        byte[] bytes = open(exchange, reply);
        try (OutputStream out = exchange.getResponseBody()) {
            for (byte one : bytes) {
                out.write(one);
                out.flush();
                Thread.sleep(BETWEEN_BYTES);
            }
        }
    }

    private static byte[] open(HttpExchange exchange, JsonResponse reply) throws IOException {
        byte[] bytes = reply.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        return bytes;
    }
}
