package metatextgrad.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The conditions of a comparison of paths.
 *
 * @param name for scripts
 * @param kibi length of the prompt
 */
record GridPoint(String name, ModelLatency pace, int kibi, int inFlight) {
    private static final List<Integer> KIBI = List.of(1, 4, 100);
    private static final List<Integer> IN_FLIGHT = List.of(16, 256, 1000);

    static final GridPoint MIDDLE = new GridPoint("middle", ModelLatency.SHORT, 4, 256);
    static final GridPoint NO_LATENCY = new GridPoint("noLatency", ModelLatency.NONE, 4, 256);

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
                new GridPoint("likeReal", ModelLatency.LIKE_REAL, 4, 256),
                new GridPoint("short", ModelLatency.SHORT, 1, 256),
                new GridPoint("long", ModelLatency.SHORT, 100, 256),
                new GridPoint("few", ModelLatency.SHORT, 4, 16),
                new GridPoint("many", ModelLatency.SHORT, 4, 1000));
    }

    /** Returns all combinations. */
    static List<GridPoint> grid() {
        List<GridPoint> all = new ArrayList<>();
        for (ModelLatency pace : ModelLatency.all()) {
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
