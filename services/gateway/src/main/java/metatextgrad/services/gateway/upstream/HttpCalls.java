package metatextgrad.services.gateway.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends requests to model servers, and returns responses whose bodies are still to be read. Nothing
 * is sent a second time, no redirect is followed and no body is changed. Thread-safe.
 */
public final class HttpCalls implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** How long a server may be silent; OpenAI's clients wait as long. */
    public static final Duration SILENCE = Duration.ofMinutes(10);

    /** The client sets them from the address and the body. */
    private static final Set<String> SET_HERE = Set.of("host", "content-length", "expect");

    /**
     * Seconds, read when the first client of a process is made. It is shorter than the idle time of
     * servers (uvicorn, under vLLM: 5 s): a request on a connection that the server closes fails.
     */
    private static final String IDLE = "jdk.httpclient.keepalive.timeout";

    /** Bytes, read as late. Each connection keeps a buffer, also while its stream is silent. */
    private static final String BUFFER = "jdk.httpclient.bufsize";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final SilenceLimit silence;

    /**
     * @param silence how long a server may take nothing of a request, and send nothing
     */
    public HttpCalls(Duration silence) {
        this.silence = new SilenceLimit(silence);
        if (System.getProperty(IDLE) == null) System.setProperty(IDLE, "4");
        if (System.getProperty(BUFFER) == null) System.setProperty(BUFFER, "4096");
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .executor(threads)
                        .build();
    }

    /** Returns the limit, for bodies of responses. */
    public SilenceLimit silence() {
        return silence;
    }

    /**
     * Sends a request. To end the call before its body ends, close the body.
     *
     * @param headers all headers of the request but those of one connection
     * @throws IllegalArgumentException if a header or the address cannot be sent
     * @throws HttpTimeoutException if the server was silent for too long
     * @throws BrokenUpload if the client broke off
     */
    public HttpResponse<InputStream> send(
            String method, URI address, List<Map.Entry<String, String>> headers, ClientBody body)
            throws IOException, InterruptedException {
        try (SilenceLimit.Guard guard = silence.guard()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(address).method(method, body.publisher(guard::progress));
            for (Map.Entry<String, String> one : headers)
                if (!SET_HERE.contains(one.getKey().toLowerCase(Locale.ROOT)))
                    request.header(one.getKey(), one.getValue());
            CompletableFuture<HttpResponse<InputStream>> response =
                    client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            guard.start(() -> response.cancel(true));
            return await(response, body, guard);
        }
    }

    private static HttpResponse<InputStream> await(
            CompletableFuture<HttpResponse<InputStream>> response,
            ClientBody body,
            SilenceLimit.Guard guard)
            throws IOException, InterruptedException {
        try {
            return response.get();
        } catch (InterruptedException e) {
            response.cancel(true);
            throw e;
        } catch (CancellationException | ExecutionException e) {
            if (guard.expired())
                throw new HttpTimeoutException("the server was silent for too long");
            if (body.isBroken()) throw new BrokenUpload(e);
            if (e.getCause() instanceof IOException failure) throw failure;
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        silence.close();
        client.shutdownNow();
        threads.shutdownNow();
    }
}
