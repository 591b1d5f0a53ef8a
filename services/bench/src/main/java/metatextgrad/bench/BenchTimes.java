package metatextgrad.bench;

import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * When calls ended, in nanoseconds of {@link System#nanoTime()}.
 *
 * @param start when the first was sent
 */
record BenchTimes(long start, List<Long> ends) {
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

    /** Returns calls per second from first to last. */
    double rate() {
        return calls() / seconds();
    }

    /** Returns milliseconds at a percentile of microseconds. */
    static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
