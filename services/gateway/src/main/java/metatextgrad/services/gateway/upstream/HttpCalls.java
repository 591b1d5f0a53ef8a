package metatextgrad.services.gateway.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends requests to model servers, and returns responses whose bodies are still to be read. Nothing
 * is sent a second time, no redirect is followed and no body is changed. Thread-safe.
 */
public final class HttpCalls implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Until the head of the response; OpenAI's clients wait as long. */
    private static final Duration RESPONSE = Duration.ofMinutes(10);

    /** The client sets them from the address and the body. */
    private static final Set<String> SET_HERE = Set.of("host", "content-length", "expect");

    /**
     * Seconds, read when the first client of a process is made. It is shorter than the idle time of
     * servers (uvicorn, under vLLM: 5 s): a request on a connection that the server closes fails.
     */
    private static final String IDLE = "jdk.httpclient.keepalive.timeout";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    public HttpCalls() {
        if (System.getProperty(IDLE) == null) System.setProperty(IDLE, "4");
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .executor(threads)
                        .build();
    }

    /**
     * Sends a request. To end the call before its body ends, close the body.
     *
     * @param headers all headers of the request but those of one connection
     * @throws IllegalArgumentException if a header or the address cannot be sent
     */
    public HttpResponse<InputStream> send(
            String method, URI address, List<Map.Entry<String, String>> headers, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, body).timeout(RESPONSE);
        for (Map.Entry<String, String> one : headers)
            if (!SET_HERE.contains(one.getKey().toLowerCase(Locale.ROOT)))
                request.header(one.getKey(), one.getValue());
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
