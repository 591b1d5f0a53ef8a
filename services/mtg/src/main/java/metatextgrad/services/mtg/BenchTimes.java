package metatextgrad.services.mtg;

import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * When calls ended, in nanoseconds of {@link System#nanoTime()}.
 *
 * @param start when the first was sent
 */
record BenchTimes(long start, List<Long> ends) {
    private static final double EDGE = 0.1;

    BenchTimes {
        ends = ends.stream().sorted().toList();
    }

    static BenchTimes of(long start, long[] ends) {
        return new BenchTimes(start, Arrays.stream(ends).boxed().toList());
    }

    int calls() {
        return ends.size();
    }

    double seconds() {
        return (ends.getLast() - start) / 1e9;
    }

    /** Calls per second from first to last. */
    double rate() {
        return calls() / seconds();
    }

    /** The same without the tenth that came first and the one that came last: no start, no tail. */
    double steadyRate() {
        int first = (int) (calls() * EDGE);
        int last = calls() - 1 - first;
        return last <= first ? rate() : (last - first) / ((ends.get(last) - ends.get(first)) / 1e9);
    }

    /** Milliseconds at a percentile of microseconds. */
    static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
