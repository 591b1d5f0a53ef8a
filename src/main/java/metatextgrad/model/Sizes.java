package metatextgrad.model;

/**
 * The sizes of the splits that determine the cost of a run, as counted by the caller.
 *
 * @param train training items; 0 if the caller does not know
 */
public record Sizes(int train, int val, int test) {
    public static final Sizes UNKNOWN = new Sizes(0, 0);

    public Sizes {
        if (train < 0 || val < 0 || test < 0)
            throw new IllegalArgumentException("sizes must not be negative");
    }

    /** The sizes without the number of training items. */
    public Sizes(int val, int test) {
        this(0, val, test);
    }

    /** Items that a reported program is scored on after the last decision. */
    public int after() {
        return val + test;
    }
}
