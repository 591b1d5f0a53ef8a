package metatextgrad.bench;

import java.time.Duration;
import java.util.List;
import metatextgrad.simulator.fault.LatencyPlan;

/**
 * The latency of a model.
 *
 * @param name for scripts
 * @param title human-readable text
 * @param waves calls one after another that take only seconds
 * @param blocking about the most calls per second of a blocking processor
 */
record ModelLatency(String name, String title, LatencyPlan latency, int waves, int blocking) {
    static final ModelLatency NONE =
            new ModelLatency("none", "no latency", LatencyPlan.NONE, 30, 1000);
    static final ModelLatency SHORT =
            new ModelLatency("50ms", "50 ms", new LatencyPlan.Fixed(Duration.ofMillis(50)), 30, 60);
    static final ModelLatency LIKE_REAL =
            new ModelLatency("lognormal", "lognormal 1 s", BenchModels.LIKE_REAL, 4, 3);

    static List<ModelLatency> all() {
        return List.of(NONE, SHORT, LIKE_REAL);
    }
}
