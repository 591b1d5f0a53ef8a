package metatextgrad.cli.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import metatextgrad.process.Exit;

/** Reads pages by HTTP. */
public final class Http {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private Http() {}

    /**
     * Sends a request and returns the reply, with any status.
     *
     * @param timeout for the reply; a connection has {@link #CONNECT} at most
     * @throws IOException if no reply comes in time
     */
    public static HttpResponse<String> get(HttpRequest.Builder request, Duration timeout)
            throws IOException {
        Duration atLeast = timeout.isPositive() ? timeout : Duration.ofMillis(1);
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            return client.send(
                    request.timeout(atLeast).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    public static HttpResponse<String> get(URI address, Duration timeout) throws IOException {
        return get(HttpRequest.newBuilder(address), timeout);
    }
}
