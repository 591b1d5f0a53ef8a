package metatextgrad.simulator.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HTTP server with a virtual thread for each request, so that requests never queue. */
public final class JdkHttpServer implements AutoCloseable {
    private static final int BACKLOG = 4096;

    static {
        // The JDK reads these once, before its first server starts.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private JdkHttpServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @throws IOException if the port is taken
     */
    public static JdkHttpServer start(InetSocketAddress address, HttpHandler handler)
            throws IOException {
        var started = new JdkHttpServer(HttpServer.create(address, BACKLOG));
        started.server.createContext("/", handler);
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    /** The base URL for a client on this machine; ends in {@code /v1}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
    }

    /** Stops, and interrupts requests in flight. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void setUnlessSet(String key, String value) {
        if (System.getProperty(key) == null) System.setProperty(key, value);
    }
}
