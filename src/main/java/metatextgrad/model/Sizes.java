package metatextgrad.model;

/** The sizes of the splits that determine the cost of a run, as counted by the caller. */
public record Sizes(int val, int test) {
    public static final Sizes UNKNOWN = new Sizes(0, 0);

    /** Items that a reported program is scored on after the last decision. */
    public int after() {
        return val + test;
    }

    public Sizes {
        if (val < 0 || test < 0) throw new IllegalArgumentException("sizes must not be negative");
    }
}
