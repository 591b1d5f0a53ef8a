package metatextgrad.services.worker.rates;

import java.util.Arrays;

/** Counts the consumption of the last minute. Pure: callers pass the time in nanoseconds. */
final class SlidingWindowCounter {
    private static final long SECOND = 1_000_000_000;

    private final long[] amounts = new long[60];
    private final long[] seconds = new long[60];

    SlidingWindowCounter() {
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    void add(long now, long amount) {
        long second = Math.floorDiv(now, SECOND);
        int at = Math.floorMod(second, amounts.length);
        if (seconds[at] != second) amounts[at] = 0;
        seconds[at] = second;
        amounts[at] += amount;
    }

    long sum(long now) {
        long first = Math.floorDiv(now, SECOND) - amounts.length;
        long sum = 0;
        for (int i = 0; i < amounts.length; i++) if (seconds[i] > first) sum += amounts[i];
        return sum;
    }
}
