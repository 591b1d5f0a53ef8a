package metatextgrad.services.gateway.upstream;

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
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.IdleConnectionEvictor;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.protocol.HttpContext;
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

    private final PoolingHttpClientConnectionManager connections = connections();

    /** After a rush, most connections are not needed any more. */
    private final IdleConnectionEvictor unused = new IdleConnectionEvictor(connections, IDLE);

    private final CloseableHttpClient client;
    private final SilenceLimit silence;
    private volatile boolean closed;

    /**
     * @param silence how long a server may take nothing of a request, and send nothing
     */
    public HttpCalls(Duration silence) {
        this.silence = new SilenceLimit(silence);
        client =
                HttpClients.custom()
                        .setConnectionManager(new LastingPool(connections))
                        .setConnectionReuseStrategy(HttpCalls::isReusable)
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setAuthenticationEnabled(false)
                                        .setProtocolUpgradeEnabled(false)
                                        .build())
                        .setProxySelector(ProxySelector.getDefault())
                        .disableDefaultUserAgent()
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableConnectionState()
                        .disableContentCompression()
                        .build();
        unused.start();
    }

    private static PoolingHttpClientConnectionManager connections() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(socket -> new UpstreamConnection())
                .setTlsSocketStrategy(DefaultClientTlsStrategy.createSystemDefault())
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

    /**
     * If a server answers before it has a body of unknown length, the client ends within a piece of
     * it. The next request on that connection would be read as the rest.
     */
    private static boolean isReusable(
            HttpRequest request, HttpResponse response, HttpContext context) {
        return !request.containsHeader(HttpHeaders.TRANSFER_ENCODING)
                && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(
                        request, response, context);
    }

    /** Returns the limit, for bodies of responses. */
    public SilenceLimit silence() {
        return silence;
    }

    /**
     * Sends a request. To end the call before its body ends, close the response.
     *
     * @param headers all headers of the request but those of one connection
     * @throws ForbiddenRequest if HTTP forbids it
     * @throws SilentUpstream if the server was silent for too long
     * @throws BrokenUpload if the client broke off
     * @throws InterruptedException if the thread is interrupted before the head of the response, or
     *     this is closed
     */
    public UpstreamResponse send(
            String method, URI address, List<Map.Entry<String, String>> headers, ClientBody body)
            throws IOException, InterruptedException {
        HttpUriRequestBase request = new HttpUriRequestBase(method, address);
        for (Map.Entry<String, String> one : headers)
            if (!SET_HERE.contains(one.getKey().toLowerCase(Locale.ROOT)))
                request.addHeader(one.getKey(), one.getValue());
        try (SilenceLimit.Guard guard = silence.guard()) {
            request.setEntity(body.entity(guard::progress, request::cancel));
            requireAllowed(request);
            guard.start(request::cancel);
            return await(request, body, guard);
        }
    }

    /** RFC 9110 §9.3.7 and §9.3.8. The client would refuse these as if the server were at fault. */
    private static void requireAllowed(HttpUriRequestBase request) throws ForbiddenRequest {
        if (Method.TRACE.isSame(request.getMethod()))
            throw new ForbiddenRequest("TRACE is not sent on, since it would show keys");
        if (Method.OPTIONS.isSame(request.getMethod())
                && request.getEntity() != null
                && !request.containsHeader(HttpHeaders.CONTENT_TYPE))
            throw new ForbiddenRequest("OPTIONS with a body needs a Content-Type");
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
            if (closed) throw interrupted(e);
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
        closed = true;
        silence.close();
        unused.shutdown();
        client.close(CloseMode.IMMEDIATE);
        connections.close(CloseMode.IMMEDIATE);
    }
}
