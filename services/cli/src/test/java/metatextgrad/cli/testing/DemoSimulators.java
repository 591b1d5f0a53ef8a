package metatextgrad.cli.testing;

import java.util.Set;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.fault.RateLimit;
import org.jspecify.annotations.Nullable;

/** Settings of simulators of the world {@code demo} on this machine. */
public final class DemoSimulators {
    private DemoSimulators() {}

    /** Accepts only this key. */
    public static SimulatorConfig withKey(String key) {
        return config(0, FaultPlan.NONE, key);
    }

    public static SimulatorConfig onPort(int port) {
        return config(port, FaultPlan.NONE, null);
    }

    public static SimulatorConfig withFaults(FaultPlan faults) {
        return config(0, faults, null);
    }

    private static SimulatorConfig config(int port, FaultPlan faults, @Nullable String key) {
        return new SimulatorConfig(
                "127.0.0.1",
                port,
                "demo",
                1,
                LatencyPlan.NONE,
                faults,
                RateLimit.NONE,
                key,
                null,
                Set.of());
    }
}
