package metatextgrad.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.http.Router;

/** The simulator on a port of this machine, for any number of calls at a time. */
public final class SimulatorServer implements AutoCloseable {
    private static final int BACKLOG = 4096;

    static {
        // Read once, when the JDK's server is first used.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private final Simulator simulator;
    private final Router router;
    private final HttpServer server;
    private final ExecutorService threads;

    private SimulatorServer(
            Simulator simulator, Router router, HttpServer server, ExecutorService threads) {
        this.simulator = simulator;
        this.router = router;
        this.server = server;
        this.threads = threads;
    }

    /** Starts a server; fails with the cause if the port is taken, or if there is no such world. */
    public static SimulatorServer start(SimulatorConfig config) throws IOException {
        Simulator simulator = Simulator.of(config);
        var address = new InetSocketAddress(config.host(), config.port());
        HttpServer server = HttpServer.create(address, BACKLOG);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        var router = new Router(simulator, config);
        server.createContext("/", router);
        server.setExecutor(threads);
        server.start();
        return new SimulatorServer(simulator, router, server, threads);
    }

    /** What a client takes for its base URL; ends in {@code /v1}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
    }

    public CallLog calls() {
        return simulator.calls();
    }

    /** Changes the faults of a running server. */
    public void faults(FaultPlan plan) {
        router.plan(plan);
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
