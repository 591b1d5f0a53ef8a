package metatextgrad.simulator;

import java.util.Set;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.fault.RateLimit;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.WorldFile;
import metatextgrad.simulator.world.Worlds;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server.
 *
 * @param host the address to listen on; {@code 0.0.0.0} for all interfaces
 * @param port the port to listen on; 0 for any free one
 * @param world the name of a built-in world, {@code random:N}, or the path of a world file
 * @param serverSeed the seed of all random draws
 * @param apiKey the only key that is accepted; null accepts all requests
 * @param metaEffect scales the effect of task descriptions, from 0 to 1; null keeps the world's
 * @param refused parameters of requests that the server does not support
 */
public record SimulatorConfig(
        String host,
        int port,
        String world,
        long serverSeed,
        LatencyPlan latency,
        FaultPlan faults,
        RateLimit rateLimit,
        @Nullable String apiKey,
        @Nullable Double metaEffect,
        Set<String> refused) {
    /** The default port. */
    public static final int PORT = 8089;

    static final String LOOPBACK = "127.0.0.1";

    public SimulatorConfig {
        refused = Set.copyOf(refused);
        if (metaEffect != null && !(metaEffect >= 0 && metaEffect <= 1))
            throw new IllegalArgumentException(
                    "meta-effect must be from 0 to 1, not " + metaEffect);
    }

    /** A free port of the loopback address, with no latency, faults, limits or key. */
    public static SimulatorConfig of(String world) {
        return new SimulatorConfig(
                LOOPBACK,
                0,
                world,
                1,
                LatencyPlan.NONE,
                FaultPlan.NONE,
                RateLimit.NONE,
                null,
                null,
                Set.of());
    }

    /**
     * The simulated models of this configuration, without HTTP, latency and faults.
     *
     * @throws metatextgrad.simulator.world.UnknownWorldException if the world cannot be read
     */
    public Simulator simulator() {
        WorldFile file = Worlds.find(world);
        return new Simulator(
                metaEffect == null ? file : file.withMetaEffect(metaEffect), serverSeed);
    }

    public SimulatorConfig withServerSeed(long newSeed) {
        return new SimulatorConfig(
                host,
                port,
                world,
                newSeed,
                latency,
                faults,
                rateLimit,
                apiKey,
                metaEffect,
                refused);
    }

    public SimulatorConfig withLatency(LatencyPlan newLatency) {
        return new SimulatorConfig(
                host,
                port,
                world,
                serverSeed,
                newLatency,
                faults,
                rateLimit,
                apiKey,
                metaEffect,
                refused);
    }

    public SimulatorConfig withRateLimit(RateLimit newLimit) {
        return new SimulatorConfig(
                host,
                port,
                world,
                serverSeed,
                latency,
                faults,
                newLimit,
                apiKey,
                metaEffect,
                refused);
    }

    public SimulatorConfig withMetaEffect(@Nullable Double newEffect) {
        return new SimulatorConfig(
                host,
                port,
                world,
                serverSeed,
                latency,
                faults,
                rateLimit,
                apiKey,
                newEffect,
                refused);
    }
}
