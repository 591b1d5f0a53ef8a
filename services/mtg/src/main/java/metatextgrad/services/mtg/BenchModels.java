package metatextgrad.services.mtg;

import java.io.IOException;
import java.net.URI;
import metatextgrad.model.Prices;
import metatextgrad.simulator.PlainServer;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.world.UnknownWorldException;
import metatextgrad.streams.ModelEndpoint;

/** Simulated models for benchmarks, and how workers are told of them. */
final class BenchModels {
    /** As real models are: half of the calls take less than a second, one in fifty over 2.8 s. */
    static final LatencyPlan LIKE_REAL =
            new LatencyPlan.Lognormal(java.time.Duration.ofSeconds(1), 0.5);

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

    /** One that answers without reading what it is asked. */
    static PlainServer plain() {
        try {
            return PlainServer.start();
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "the plain model did not start: %s", e.getMessage());
        }
    }

    /** Where a worker of so many calls in flight asks. */
    static ModelEndpoint endpoint(SimulatorServer models, int inFlight) {
        return endpoint(models.baseUrl(), inFlight);
    }

    static ModelEndpoint endpoint(URI models, int inFlight) {
        return new ModelEndpoint(
                models,
                "simulated",
                null,
                inFlight,
                inFlight,
                ModelEndpoints.DRAIN,
                null,
                null,
                Prices.NONE);
    }
}
