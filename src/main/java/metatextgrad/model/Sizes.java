package metatextgrad.model;

/** Items of the splits that decide what a run costs, counted by whoever asks for it. */
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
