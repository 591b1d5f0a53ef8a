package metatextgrad.bench;

import java.io.IOException;
import java.time.Duration;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.process.Exit;
import metatextgrad.simulator.PlainServer;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.world.UnknownWorldException;

/** Simulated models for benchmarks. */
final class BenchModels {
    /** Like real models: half of the calls take less than a second, one in fifty over 2.8 s. */
    static final LatencyPlan LIKE_REAL = new LatencyPlan.Lognormal(Duration.ofSeconds(1), 0.5);

    private BenchModels() {}

    static SimulatorServer start(LatencyPlan latency) {
        return start(SimulatorConfig.of("demo").withLatency(latency));
    }

    static SimulatorServer start(SimulatorConfig config) {
        try {
            return SimulatorServer.start(config);
        } catch (UnknownWorldException | IOException e) {
            throw Exit.FAILURE.problem(e, "the simulator did not start: %s", e.getMessage());
        }
    }

    /** Returns a model that answers without reading the request. */
    static PlainServer plain() {
        try {
            return PlainServer.start();
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "the plain model did not start: %s", e.getMessage());
        }
    }

    /**
     * Returns the endpoint of these models for a worker with the usual number of calls in flight.
     */
    static ModelEndpoint endpoint(SimulatorServer models) {
        return ModelEndpoints.simulated(models.baseUrl());
    }

    /** Returns how many calls were made more than once. */
    static double repeated(SimulatorServer models) {
        return (double) (models.calls().calls() - models.calls().distinct());
    }
}
