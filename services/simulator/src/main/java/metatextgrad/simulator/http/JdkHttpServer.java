package metatextgrad.simulator.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's own server, with a virtual thread for each request: it answers at once. */
public final class JdkHttpServer implements AutoCloseable {
    private static final int BACKLOG = 4096;

    static {
        // Read once, when the JDK's server is first used.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private JdkHttpServer(HttpServer server) {
        this.server = server;
    }

    /** Starts it; fails with the cause if the port is taken. */
    public static JdkHttpServer start(InetSocketAddress address, HttpHandler handler)
            throws IOException {
        var started = new JdkHttpServer(HttpServer.create(address, BACKLOG));
        started.server.createContext("/", handler);
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    /** What a client on this machine takes for its base URL; ends in {@code /v1}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
    }

    /** Cuts off what is in flight. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void setUnlessSet(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
