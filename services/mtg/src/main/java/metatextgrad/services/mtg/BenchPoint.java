package metatextgrad.services.mtg;

import java.time.Duration;
import java.util.List;
import metatextgrad.simulator.fault.LatencyPlan;

/**
 * Under what the paths of a call are compared: one thing at a time differs from the middle.
 *
 * @param name for scripts
 * @param title for people
 * @param kibi length of the prompt
 * @param naive calls a second that a blocking processor makes at most, or so
 */
record BenchPoint(
        String name, String title, LatencyPlan latency, int kibi, int inFlight, int naive) {
    private static final LatencyPlan SHORT = new LatencyPlan.Fixed(Duration.ofMillis(50));

    static final BenchPoint MIDDLE =
            new BenchPoint("middle", "50 ms, 4 KiB, 256 in flight", SHORT, 4, 256, 60);
    static final BenchPoint NO_LATENCY =
            new BenchPoint("noLatency", "no latency, 4 KiB, 256", LatencyPlan.NONE, 4, 256, 1000);

    static List<BenchPoint> quick() {
        return List.of(MIDDLE, NO_LATENCY);
    }

    static List<BenchPoint> all() {
        return List.of(
                MIDDLE,
                NO_LATENCY,
                new BenchPoint(
                        "likeReal", "lognormal 1 s, 4 KiB, 256", BenchModels.LIKE_REAL, 4, 256, 3),
                new BenchPoint("short", "50 ms, 1 KiB, 256", SHORT, 1, 256, 60),
                new BenchPoint("long", "50 ms, 100 KiB, 256", SHORT, 100, 256, 60),
                new BenchPoint("few", "50 ms, 4 KiB, 16", SHORT, 4, 16, 60),
                new BenchPoint("many", "50 ms, 4 KiB, 1000", SHORT, 4, 1000, 60));
    }

    /**
     * How many calls a path makes: enough to fill the places, not so many that it takes minutes.
     */
    int calls(int usual) {
        int size = kibi > 50 ? usual / 4 : inFlight < 50 ? usual / 2 : usual;
        return Math.max(size, inFlight > usual / 2 ? inFlight * 2 : 0);
    }

    /** For about two seconds. */
    int naiveCalls(int usual) {
        return Math.max(6, Math.min(naive * 2, usual / 2));
    }
}
