package metatextgrad.services.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests to model servers, and returns responses whose bodies are still to be read. Nothing
 * is sent a second time, no redirect is followed and no body is changed. Thread-safe; made for
 * virtual threads, which an interrupt ends while they wait for a server.
 */
public final class HttpCalls implements AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    /** How long a server may be silent; OpenAI's clients wait as long. */
    public static final Duration SILENCE = Duration.ofMinutes(10);

    /** The client sets them from the address and the body. */
    private static final Set<String> SET_HERE = Set.of("host", "content-length", "expect");

    /**
     * Shorter than the idle time of servers (uvicorn, under vLLM: 5 s): a request on a connection
     * that the server closes fails.
     */
    private static final Timeout IDLE = Timeout.ofSeconds(4);

    /** A connection is looked at first if it was not used for so long, which takes up to 1 ms. */
    private static final TimeValue FRESH = TimeValue.ofMilliseconds(200);

    /** Bytes. Each connection keeps two buffers, also while its stream is silent. */
    private static final int BUFFER = 2048;

    private static final int HEADER_LINES = 1000;
    private static final int HEADER_LINE = 64 * 1024;

    private final CloseableHttpClient client;
    private final SilenceLimit silence;

    /**
     * @param silence how long a server may take nothing of a request, and send nothing
     */
    public HttpCalls(Duration silence) {
        this.silence = new SilenceLimit(silence);
        client =
                HttpClients.custom()
                        .setConnectionManager(connections())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setAuthenticationEnabled(false)
                                        .setProtocolUpgradeEnabled(false)
                                        .build())
                        .setProxySelector(ProxySelector.getDefault())
                        // After a rush, most connections are not needed any more.
                        .evictIdleConnections(IDLE)
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableConnectionState()
                        .disableContentCompression()
                        .build();
    }

    private static PoolingHttpClientConnectionManager connections() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                                .http1Config(
                                        Http1Config.custom()
                                                .setBufferSize(BUFFER)
                                                .setMaxHeaderCount(HEADER_LINES)
                                                .setMaxLineLength(HEADER_LINE)
                                                .build())
                                // Each byte of a header becomes one character, and the same byte.
                                .charCodingConfig(
                                        CharCodingConfig.custom().setCharset(ISO_8859_1).build())
                                // A server may refuse a large body before it has all of it.
                                .responseOutOfOrderStrategy(
                                        MonitoringResponseOutOfOrderStrategy.INSTANCE)
                                .build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(Timeout.DISABLED)
                                .setIdleTimeout(IDLE)
                                .setValidateAfterInactivity(FRESH)
                                .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .build();
    }

    /** Returns the limit, for bodies of responses. */
    public SilenceLimit silence() {
        return silence;
    }

    /**
     * Sends a request. To end the call before its body ends, close the response.
     *
     * @param headers all headers of the request but those of one connection
     * @throws IllegalArgumentException if HTTP forbids the request; the message states why
     * @throws SilentUpstream if the server was silent for too long
     * @throws BrokenUpload if the client broke off
     * @throws InterruptedException if the thread is interrupted before the head of the response
     */
    public UpstreamResponse send(
            String method, URI address, List<Map.Entry<String, String>> headers, ClientBody body)
            throws IOException, InterruptedException {
        HttpUriRequestBase request = new HttpUriRequestBase(method, address);
        for (Map.Entry<String, String> one : headers)
            if (!SET_HERE.contains(one.getKey().toLowerCase(Locale.ROOT)))
                request.addHeader(one.getKey(), one.getValue());
        try (SilenceLimit.Guard guard = silence.guard()) {
            request.setEntity(body.entity(guard::progress));
            requireAllowed(request);
            guard.start(request::cancel);
            return await(request, body, guard);
        }
    }

    /** RFC 9110 §9.3.7 and §9.3.8. The client would refuse these as if the server were at fault. */
    private static void requireAllowed(HttpUriRequestBase request) {
        if (Method.TRACE.isSame(request.getMethod()))
            throw new IllegalArgumentException("TRACE is not sent on, since it would show keys");
        if (Method.OPTIONS.isSame(request.getMethod())
                && request.getEntity() != null
                && !request.containsHeader(HttpHeaders.CONTENT_TYPE))
            throw new IllegalArgumentException("OPTIONS with a body needs a Content-Type");
    }

    private UpstreamResponse await(
            HttpUriRequestBase request, ClientBody body, SilenceLimit.Guard guard)
            throws IOException, InterruptedException {
        try {
            return new UpstreamResponse(
                    request,
                    client.executeOpen(
                            RoutingSupport.determineHost(request),
                            request,
                            HttpClientContext.create()));
        } catch (HttpException | IOException e) {
            throw failure(e, body, guard);
        } catch (IllegalStateException e) {
            // The call was ended between two steps of the client, which misses its connection.
            if (!request.isCancelled()) throw e;
            throw failure(e, body, guard);
        }
    }

    private static IOException failure(Exception cause, ClientBody body, SilenceLimit.Guard guard)
            throws InterruptedException {
        if (Thread.interrupted()) throw interrupted(cause);
        if (guard.expired()) return new SilentUpstream(cause);
        if (body.isBroken()) return new BrokenUpload(cause);
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }

    private static InterruptedException interrupted(Exception cause) {
        InterruptedException interrupted = new InterruptedException();
        interrupted.initCause(cause);
        return interrupted;
    }

    @Override
    public void close() {
        silence.close();
        client.close(CloseMode.IMMEDIATE);
    }
}
