package metatextgrad.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Reads pages by HTTP. The JDK's newer client reads all certificate authorities when it is created,
 * also for a page without TLS, which takes as long as a short command.
 */
public final class Http {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A reply with any status; redirects are not followed. */
    public record Reply(int status, String body, HttpURLConnection connection) {
        public Optional<String> header(String name) {
            return Optional.ofNullable(connection.getHeaderField(name));
        }
    }

    private Http() {}

    /**
     * Requests a page and returns the reply.
     *
     * @param timeout for each part of the reply; a connection has {@link #CONNECT} at most
     * @throws IOException if no reply comes in time
     * @throws IllegalArgumentException if a header has an invalid character
     */
    public static Reply get(URI address, Map<String, String> headers, Duration timeout)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) Math.max(1, timeout.toMillis()));
        headers.forEach(connection::setRequestProperty);
        int status = connection.getResponseCode();
        try (InputStream body =
                status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), UTF_8);
            return new Reply(status, text, connection);
        }
    }

    public static Reply get(URI address, Duration timeout) throws IOException {
        return get(address, Map.of(), timeout);
    }
}
