package metatextgrad.bench;

import java.time.Duration;
import java.util.List;
import metatextgrad.simulator.fault.LatencyPlan;

/**
 * The latency of a model.
 *
 * @param name for scripts
 * @param title for people
 * @param waves calls one after another that take only seconds
 * @param blocking about the most calls per second of a blocking processor
 */
record BenchPace(String name, String title, LatencyPlan latency, int waves, int blocking) {
    static final BenchPace NONE = new BenchPace("none", "no latency", LatencyPlan.NONE, 30, 1000);
    static final BenchPace SHORT =
            new BenchPace("50ms", "50 ms", new LatencyPlan.Fixed(Duration.ofMillis(50)), 30, 60);
    static final BenchPace LIKE_REAL =
            new BenchPace("lognormal", "lognormal 1 s", BenchModels.LIKE_REAL, 4, 3);

    static List<BenchPace> all() {
        return List.of(NONE, SHORT, LIKE_REAL);
    }
}
