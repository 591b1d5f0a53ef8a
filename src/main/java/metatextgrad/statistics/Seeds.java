package metatextgrad.statistics;

import java.util.List;
import metatextgrad.model.ContentHash;
import org.apache.commons.rng.RestorableUniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Chance that a seed decides, the same for ever: SplitMix64, and of its 64 bits times a bound the
 * upper 64, so that nothing depends on how a library draws below a bound. Used by one thread.
 */
public final class Seeds {
    private final RestorableUniformRandomProvider bits;

    private Seeds(long seed) {
        bits = RandomSource.SPLIT_MIX_64.create(seed);
    }

    /** Draws that depend on these parts and on nothing else. */
    public static Seeds of(Object... parts) {
        return new Seeds(ContentHash.number(parts));
    }

    /** One of 0 to bound - 1. */
    public int below(int bound) {
        if (bound < 1) throw new IllegalArgumentException("nothing is below " + bound);
        return (int) Math.unsignedMultiplyHigh(bits.nextLong(), bound);
    }

    /** One of low to high, both included. */
    public int between(int low, int high) {
        return low + below(high - low + 1);
    }

    public <T> T oneOf(List<T> values) {
        return values.get(below(values.size()));
    }

    /**
     * The numbers from 0 to size - 1 in an order of chance: from the last place down, each is
     * swapped with one of those up to it (Fisher and Yates).
     */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) order[i] = i;
        for (int i = size - 1; i > 0; i--) {
            int j = below(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }
}
