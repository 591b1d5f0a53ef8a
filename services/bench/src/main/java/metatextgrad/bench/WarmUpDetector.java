package metatextgrad.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides when the JVM is warm: when rounds of the same work get no faster. The fastest of some
 * rounds counts, since other work may slow one down. Pure.
 *
 * @param rounds how long each took
 */
record WarmUpDetector(List<Long> rounds) {
    private static final int LOOKED_AT = 5;
    private static final double QUICKER = 0.95;

    WarmUpDetector {
        rounds = List.copyOf(rounds);
    }

    static WarmUpDetector begin() {
        return new WarmUpDetector(List.of());
    }

    WarmUpDetector with(long took) {
        List<Long> more = new ArrayList<>(rounds);
        more.add(took);
        return new WarmUpDetector(more);
    }

    /** Returns whether none of the last rounds was clearly faster than the fastest before them. */
    boolean settled() {
        int before = rounds.size() - LOOKED_AT;
        return before > 0
                && quickest(rounds.subList(before, rounds.size()))
                        >= QUICKER * quickest(rounds.subList(0, before));
    }

    private static long quickest(List<Long> some) {
        return some.stream().mapToLong(Long::longValue).min().orElseThrow();
    }
}
