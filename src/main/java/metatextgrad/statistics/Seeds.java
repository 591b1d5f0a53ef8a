package metatextgrad.statistics;

import java.util.List;
import metatextgrad.model.ContentHash;
import org.apache.commons.rng.RestorableUniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random numbers that depend only on a seed, now and in all later versions. SplitMix64 gives 64
 * bits; a draw below a bound is the upper half of their product. So no draw depends on an algorithm
 * of a library. Used by one thread.
 */
public final class Seeds {
    private final RestorableUniformRandomProvider bits;

    private Seeds(long seed) {
        bits = RandomSource.SPLIT_MIX_64.create(seed);
    }

    /** Creates draws that depend only on these parts. */
    public static Seeds of(Object... parts) {
        return new Seeds(ContentHash.number(parts));
    }

    /** Draws a number from 0 to bound - 1. */
    public int below(int bound) {
        if (bound < 1) throw new IllegalArgumentException("nothing is below " + bound);
        return (int) Math.unsignedMultiplyHigh(bits.nextLong(), bound);
    }

    /** Draws a number from low to high, both included. */
    public int between(int low, int high) {
        return low + below(high - low + 1);
    }

    public <T> T oneOf(List<T> values) {
        return values.get(below(values.size()));
    }

    /**
     * Returns the numbers from 0 to size - 1 in random order. From the last place down, each is
     * swapped with a random one up to it (Fisher-Yates).
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
