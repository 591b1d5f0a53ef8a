package metatextgrad.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests to the API of a gateway. Thread-safe. */
final class GatewayRequests {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_ANSWER = 16 << 20;
    private static final Pattern KEY = Pattern.compile("[!-~]+");

    private final HttpClient http;
    private final String base;
    private final String authorization;

    /**
     * @param gateway its address, without a path
     * @throws IllegalArgumentException with the reason, in one line
     */
    GatewayRequests(URI gateway, String key) {
        String scheme = gateway.getScheme();
        if (gateway.getHost() == null || !("http".equals(scheme) || "https".equals(scheme)))
            throw new IllegalArgumentException(
                    "the gateway must be http://HOST or https://HOST, not `%s`".formatted(gateway));
        if (!KEY.matcher(key).matches())
            throw new IllegalArgumentException("the key must be a gateway key: mtg-...");
        String address = gateway.toString();
        base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        authorization = "Bearer " + key;
        // A redirect would take the key to another server, so none is followed.
        http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TIMEOUT)
                        .build();
    }

    /**
     * @param tag of the answer that is known; null if there is none
     * @throws IOException if the gateway gives no whole answer
     */
    HttpResponse<byte[]> get(String path, @Nullable String tag)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (tag != null) request.header("If-None-Match", tag);
        return send(request.build());
    }

    /**
     * @throws IOException if the gateway gives no whole answer
     */
    HttpResponse<byte[]> post(String path, byte[] json, String idempotencyKey)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(BodyPublishers.ofByteArray(json))
                        .build());
    }

    /** Ends all requests and threads. */
    void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", authorization);
    }

    /** The timeout of a request would end with its headers. This one includes the body. */
    private HttpResponse<byte[]> send(HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, head -> new LimitedBody(MAX_ANSWER));
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + TIMEOUT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("the gateway cannot be reached", e.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
