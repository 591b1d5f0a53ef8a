package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** An answer of the gateway that accepts nothing. Its message has the status and the reason. */
final class GatewayRefusal extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_REASON = 500;
    private static final int MOST_DIGITS = 6;

    /** All other refusals stay what they are when the request is repeated. */
    private static final Set<Integer> TEMPORARY = Set.of(408, 429, 502, 503, 504);

    private final int status;
    private final String retryAfter;

    GatewayRefusal(HttpResponse<byte[]> answer) {
        super(line(answer));
        status = answer.statusCode();
        retryAfter = answer.headers().firstValue("Retry-After").orElse("");
    }

    boolean isTemporary() {
        return TEMPORARY.contains(status);
    }

    /** Returns how long the gateway wants the client to wait. */
    Optional<Duration> retryAfter() {
        if (!retryAfter.matches("\\d{1," + MOST_DIGITS + "}")) return Optional.empty();
        return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
    }

    private static String line(HttpResponse<byte[]> answer) {
        String body = new String(answer.body(), UTF_8);
        String reason = body.substring(0, Math.min(body.length(), LONGEST_REASON));
        return "HTTP %d: %s".formatted(answer.statusCode(), reason);
    }
}
