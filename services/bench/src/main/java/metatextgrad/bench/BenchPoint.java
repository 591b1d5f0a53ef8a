package metatextgrad.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The conditions of a comparison of paths.
 *
 * @param name for scripts
 * @param kibi length of the prompt
 */
record BenchPoint(String name, BenchPace pace, int kibi, int inFlight) {
    private static final List<Integer> KIBI = List.of(1, 4, 100);
    private static final List<Integer> IN_FLIGHT = List.of(16, 256, 1000);

    static final BenchPoint MIDDLE = new BenchPoint("middle", BenchPace.SHORT, 4, 256);
    static final BenchPoint NO_LATENCY = new BenchPoint("noLatency", BenchPace.NONE, 4, 256);

    static List<BenchPoint> quick() {
        return List.of(MIDDLE, NO_LATENCY);
    }

    /** Points of the grid that differ from the middle in one thing each, with their own names. */
    static List<BenchPoint> star() {
        return List.of(
                MIDDLE,
                NO_LATENCY,
                new BenchPoint("likeReal", BenchPace.LIKE_REAL, 4, 256),
                new BenchPoint("short", BenchPace.SHORT, 1, 256),
                new BenchPoint("long", BenchPace.SHORT, 100, 256),
                new BenchPoint("few", BenchPace.SHORT, 4, 16),
                new BenchPoint("many", BenchPace.SHORT, 4, 1000));
    }

    /** All combinations. */
    static List<BenchPoint> grid() {
        List<BenchPoint> all = new ArrayList<>();
        for (BenchPace pace : BenchPace.all()) {
            for (int kibi : KIBI) {
                for (int inFlight : IN_FLIGHT) {
                    String name = "%s.%dKiB.%d".formatted(pace.name(), kibi, inFlight);
                    all.add(new BenchPoint(name, pace, kibi, inFlight));
                }
            }
        }
        return all;
    }

    /** For people. */
    String title() {
        return "%s, %d KiB, %d in flight".formatted(pace.title(), kibi, inFlight);
    }

    /** The number of calls of a path: enough to fill the limit twice, without taking minutes. */
    int calls(int usual) {
        int size = kibi > 50 ? usual / 4 : usual;
        return Math.max(Math.min(size, inFlight * pace.waves()), inFlight * 2);
    }

    /** For about two seconds. */
    int naiveCalls(int usual) {
        return Math.max(6, Math.min(pace.blocking() * 2, usual / 2));
    }
}
