package metatextgrad.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * The read-only pages of every service: {@code /health/live}, {@code /health/ready}, {@code
 * /health/started} and {@code /metrics}. Runs on its own threads.
 */
public final class OpsEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private OpsEndpoint(HttpServer server) {
        this.server = server;
    }

    /**
     * Opens the pages. Close the endpoint to free the port.
     *
     * @throws IOException if the port is taken
     */
    public static OpsEndpoint open(
            String host, int port, Health health, PrometheusMeterRegistry meters)
            throws IOException {
        OpsEndpoint endpoint =
                new OpsEndpoint(HttpServer.create(new InetSocketAddress(host, port), 0));
        endpoint.server.setExecutor(endpoint.threads);
        endpoint.health("live", health, Health.Report::live);
        endpoint.health("ready", health, Health.Report::ready);
        endpoint.health("started", health, Health.Report::started);
        endpoint.server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4", meters.scrape()));
        endpoint.server.start();
        return endpoint;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void health(String page, Health health, Predicate<Health.Report> good) {
        server.createContext(
                "/health/" + page,
                exchange -> {
                    Health.Report report = health.report();
                    int status = good.test(report) ? 200 : 503;
                    answer(exchange, status, "application/json", report.json());
                });
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
