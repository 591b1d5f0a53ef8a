package metatextgrad.services.gateway;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import metatextgrad.services.gateway.api.ApiRoutes;
import metatextgrad.services.gateway.chat.InvalidChat;
import metatextgrad.services.gateway.chat.SmallBody;
import metatextgrad.services.gateway.console.ConsoleRoutes;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.proxy.ProxyRoutes;
import metatextgrad.services.gateway.traces.HttpTraces;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of the gateway: each request has a virtual thread. */
final class GatewayServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    private static final int MAX_HEADERS = 64 * 1024;

    /**
     * A connection keeps it while its request is answered, and thousands of streams may be open.
     */
    private static final int INPUT_BUFFER = 4 * 1024;

    /** How long answers in flight may take at the end: containers have 45 s. */
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final Javalin server;

    /** What answers, and the spans of it. */
    record Routes(ProxyRoutes proxy, ApiRoutes api, ConsoleRoutes console, HttpTraces traces) {}

    private GatewayServer(Javalin server) {
        this.server = server;
    }

    /**
     * Opens the port.
     *
     * @param port 0 for any free one
     * @param most connections; further ones wait in the system, or are closed at once
     * @throws IOException if the port is taken
     */
    static GatewayServer open(String host, int port, int most, Routes routes) throws IOException {
        Javalin server = Javalin.create(config -> configure(config, host, port, most, routes));
        try {
            return new GatewayServer(server.start());
        } catch (RuntimeException e) {
            throw new IOException("cannot open port %d of %s".formatted(port, host), e);
        }
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void configure(
            JavalinConfig config, String host, int port, int most, Routes routes) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.threadPool = threads();
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.addConnector((jetty, http) -> connector(jetty, http, host, port, most));
        config.jetty.modifyHttpConfiguration(
                http -> {
                    http.setSendServerVersion(false);
                    // It would take 100 KB from the second request of each connection on.
                    http.setHeaderCacheSize(0);
                    http.setSendDateHeader(false);
                    http.setRequestHeaderSize(MAX_HEADERS);
                    http.setResponseHeaderSize(MAX_HEADERS);
                    // Paths pass unchanged; the proxy itself refuses those that leave /v1.
                    http.setUriCompliance(UriCompliance.UNSAFE);
                });
        config.jetty.modifyServer(
                jetty -> {
                    // Answers in flight end; new requests go to another gateway.
                    jetty.insertHandler(new GracefulHandler());
                    jetty.setStopTimeout(DRAIN.toMillis());
                    jetty.setErrorHandler(new ProblemPages());
                });
        config.jetty.modifyServletContextHandler(
                handler -> {
                    handler.getServletHandler().setDecodeAmbiguousURIs(true);
                    handler.setErrorHandler(new ProblemPages());
                });
        config.routes.beforeMatched(routes.traces()::begin);
        config.routes.afterMatched(routes.traces()::end);
        Handler proxied = context -> openAi(context, routes.proxy());
        for (HandlerType type : HandlerType.values()) {
            if (!type.isHttpMethod()) continue;
            config.routes.addHttpHandler(type, "/v1/*", proxied);
            config.routes.addHttpHandler(type, "/p/*", proxied);
        }
        routes.api().addTo(config.routes);
        routes.console().addTo(config.routes);
    }

    private static Connector connector(
            Server jetty, HttpConfiguration http, String host, int port, int most) {
        HttpConnectionFactory connections = new HttpConnectionFactory(http);
        connections.setInputBufferSize(INPUT_BUFFER);
        ServerConnector connector = new ServerConnector(jetty, connections);
        connector.setHost(host);
        connector.setPort(port);
        connector.addBean(new NetworkConnectionLimit(most, connector));
        return connector;
    }

    /** Sockets are watched by threads of the system: in a virtual one each look takes longer. */
    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("gateway");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return threads;
    }

    private static void openAi(Context context, ProxyRoutes proxy) {
        try {
            proxy.handle(context);
        } catch (InvalidChat e) {
            error(context, 400, "invalid_request", String.valueOf(e.getMessage()), e.field());
        } catch (Denied e) {
            if (e.retryAfter() > 0)
                context.res().setHeader("Retry-After", String.valueOf(e.retryAfter()));
            error(context, e.status(), e.code(), String.valueOf(e.getMessage()), e.field());
        } catch (IOException e) {
            LOG.debug("a client went away: {}", e.toString());
            error(context, 400, "client_gone", "the request ended before its end", null);
        } catch (RuntimeException e) {
            LOG.error("a request failed", e);
            error(context, 500, "gateway_error", "the gateway failed: see its log", null);
        }
    }

    private static void error(
            Context context, int status, String code, String message, @Nullable String field) {
        if (context.res().isCommitted()) return;
        String type = status < 500 ? "invalid_request_error" : "server_error";
        context.res().setStatus(status);
        context.res().setContentType("application/json");
        try {
            context.res().getOutputStream().write(SmallBody.openAi(type, code, message, field));
        } catch (IOException e) {
            LOG.debug("a client went away: {}", e.toString());
        }
    }
}
