package metatextgrad.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.FaultSource;
import metatextgrad.simulator.fault.RateLimiter;
import metatextgrad.simulator.http.ChatHandler;
import metatextgrad.simulator.http.JdkHttpServer;
import metatextgrad.simulator.http.Router;
import metatextgrad.simulator.role.CallLog;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.WorldFile;

/** The simulator as an HTTP server for any number of concurrent calls. Thread-safe. */
public final class SimulatorServer implements AutoCloseable {
    private final Simulator simulator;
    private final FaultSource faults;
    private final JdkHttpServer server;

    private SimulatorServer(Simulator simulator, FaultSource faults, JdkHttpServer server) {
        this.simulator = simulator;
        this.faults = faults;
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @throws IOException if the port is taken
     * @throws metatextgrad.simulator.world.UnknownWorldException if the world cannot be read
     */
    public static SimulatorServer start(SimulatorConfig config) throws IOException {
        Simulator simulator = config.simulator();
        var faults = new FaultSource(config.faults());
        var limiter = new RateLimiter(config.rateLimit(), System::nanoTime);
        var chat = new ChatHandler(simulator, config.latency(), limiter, faults, config.refused());
        var router = new Router(chat, simulator.calls(), faults, config.apiKey());
        var address = new InetSocketAddress(config.host(), config.port());
        return new SimulatorServer(simulator, faults, JdkHttpServer.start(address, router));
    }

    /** The base URL for a client; ends in {@code /v1}. */
    public URI baseUrl() {
        return server.baseUrl();
    }

    public CallLog calls() {
        return simulator.calls();
    }

    /** From now on the models behave as in another world. */
    public void become(WorldFile world) {
        simulator.become(world);
    }

    /** Replaces the faults of the running server. The new plan starts at its beginning. */
    public void faults(FaultPlan plan) {
        faults.follow(plan);
    }

    /** Stops, and interrupts requests in flight. */
    @Override
    public void close() {
        server.close();
    }
}
