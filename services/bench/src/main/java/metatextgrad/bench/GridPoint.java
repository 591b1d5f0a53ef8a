package metatextgrad.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.simulator.fault.LatencyPlan;

/**
 * The conditions of a comparison of paths.
 *
 * @param name for scripts
 * @param kibi length of the prompt
 */
record GridPoint(String name, Latency pace, int kibi, int inFlight) {
    /**
     * The latency of a model.
     *
     * @param name for scripts
     * @param title human-readable text
     * @param waves calls one after another that take only seconds
     * @param blocking about the most calls per second of a blocking processor
     */
    record Latency(String name, String title, LatencyPlan latency, int waves, int blocking) {
        static final Latency NONE = new Latency("none", "no latency", LatencyPlan.NONE, 30, 1000);
        static final Latency SHORT =
                new Latency("50ms", "50 ms", new LatencyPlan.Fixed(Duration.ofMillis(50)), 30, 60);
        static final Latency LIKE_REAL =
                new Latency("lognormal", "lognormal 1 s", BenchModels.LIKE_REAL, 4, 3);

        static List<Latency> all() {
            return List.of(NONE, SHORT, LIKE_REAL);
        }
    }

    private static final List<Integer> KIBI = List.of(1, 4, 100);
    private static final List<Integer> IN_FLIGHT = List.of(16, 256, 1000);

    static final GridPoint MIDDLE = new GridPoint("middle", Latency.SHORT, 4, 256);
    static final GridPoint NO_LATENCY = new GridPoint("noLatency", Latency.NONE, 4, 256);

    static List<GridPoint> quick() {
        return List.of(MIDDLE, NO_LATENCY);
    }

    /**
     * Returns the points of the grid that differ from the middle in one thing each, with their own
     * names.
     */
    static List<GridPoint> star() {
        return List.of(
                MIDDLE,
                NO_LATENCY,
                new GridPoint("likeReal", Latency.LIKE_REAL, 4, 256),
                new GridPoint("short", Latency.SHORT, 1, 256),
                new GridPoint("long", Latency.SHORT, 100, 256),
                new GridPoint("few", Latency.SHORT, 4, 16),
                new GridPoint("many", Latency.SHORT, 4, 1000));
    }

    /** Returns all combinations. */
    static List<GridPoint> grid() {
        List<GridPoint> all = new ArrayList<>();
        for (Latency pace : Latency.all()) {
            for (int kibi : KIBI) {
                for (int inFlight : IN_FLIGHT) {
                    String name = "%s.%dKiB.%d".formatted(pace.name(), kibi, inFlight);
                    all.add(new GridPoint(name, pace, kibi, inFlight));
                }
            }
        }
        return all;
    }

    /** Returns human-readable text. */
    String title() {
        return "%s, %d KiB, %d in flight".formatted(pace.title(), kibi, inFlight);
    }

    /**
     * Returns the number of calls of a path: enough to fill the limit twice, without taking
     * minutes.
     */
    int calls(int usual) {
        int size = kibi > 50 ? usual / 4 : usual;
        return Math.max(Math.min(size, inFlight * pace.waves()), inFlight * 2);
    }

    /** Returns the number of calls that take about two seconds. */
    int naiveCalls(int usual) {
        return Math.max(6, Math.min(pace.blocking() * 2, usual / 2));
    }
}
