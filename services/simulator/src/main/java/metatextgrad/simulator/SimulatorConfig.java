package metatextgrad.simulator;

import static java.util.Objects.requireNonNull;

import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.fault.RateLimit;
import org.jspecify.annotations.Nullable;

/**
 * How a server is set up.
 *
 * @param host the address to listen on; {@code 0.0.0.0} for all of this machine
 * @param port 0 for any free one
 * @param world the name of a built-in world, or the path of a world file
 * @param apiKey the only key that is let in, or null to let in everybody
 * @param metaEffect scales what descriptions do, from 0 to 1; null leaves it to the world file
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
        @Nullable Double metaEffect) {
    /** Where it listens unless told. */
    public static final int PORT = 8089;

    static final String LOOPBACK = "127.0.0.1";

    public SimulatorConfig {
        requireNonNull(host, "host is null");
        requireNonNull(world, "world is null");
        requireNonNull(latency, "latency is null");
        requireNonNull(faults, "faults is null");
        requireNonNull(rateLimit, "rateLimit is null");
        if (metaEffect != null && !(metaEffect >= 0 && metaEffect <= 1)) {
            throw new IllegalArgumentException(
                    "meta-effect must be from 0 to 1, not " + metaEffect);
        }
    }

    /** On any free port of the loopback address: no latency, no faults, no limits, no key. */
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
                null);
    }

    public SimulatorConfig withPort(int newPort) {
        return new SimulatorConfig(
                host, newPort, world, serverSeed, latency, faults, rateLimit, apiKey, metaEffect);
    }

    public SimulatorConfig withServerSeed(long newSeed) {
        return new SimulatorConfig(
                host, port, world, newSeed, latency, faults, rateLimit, apiKey, metaEffect);
    }

    public SimulatorConfig withLatency(LatencyPlan newLatency) {
        return new SimulatorConfig(
                host, port, world, serverSeed, newLatency, faults, rateLimit, apiKey, metaEffect);
    }

    public SimulatorConfig withFaults(FaultPlan newFaults) {
        return new SimulatorConfig(
                host, port, world, serverSeed, latency, newFaults, rateLimit, apiKey, metaEffect);
    }

    public SimulatorConfig withRateLimit(RateLimit newLimit) {
        return new SimulatorConfig(
                host, port, world, serverSeed, latency, faults, newLimit, apiKey, metaEffect);
    }

    public SimulatorConfig withApiKey(@Nullable String newKey) {
        return new SimulatorConfig(
                host, port, world, serverSeed, latency, faults, rateLimit, newKey, metaEffect);
    }

    public SimulatorConfig withMetaEffect(@Nullable Double newEffect) {
        return new SimulatorConfig(
                host, port, world, serverSeed, latency, faults, rateLimit, apiKey, newEffect);
    }
}
