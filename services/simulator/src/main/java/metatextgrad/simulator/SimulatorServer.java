package metatextgrad.simulator;

import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.http.JdkHttpServer;
import metatextgrad.simulator.http.Router;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;

/** The simulator on a port of this machine, for any number of calls at a time. */
public final class SimulatorServer implements AutoCloseable {
    private final Simulator simulator;
    private final Router router;
    private final JdkHttpServer server;

    private SimulatorServer(Simulator simulator, Router router, JdkHttpServer server) {
        this.simulator = simulator;
        this.router = router;
        this.server = server;
    }

    /** Starts a server; fails with the cause if the port is taken, or if there is no such world. */
    public static SimulatorServer start(SimulatorConfig config) throws IOException {
        Simulator simulator = Simulator.of(config);
        var router = new Router(simulator, config);
        var address = new InetSocketAddress(config.host(), config.port());
        return new SimulatorServer(simulator, router, JdkHttpServer.start(address, router));
    }

    /** What a client takes for its base URL; ends in {@code /v1}. */
    public URI baseUrl() {
        return server.baseUrl();
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
        server.close();
    }
}
