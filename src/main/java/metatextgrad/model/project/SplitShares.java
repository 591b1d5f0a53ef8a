package metatextgrad.model.project;

/** Shares of train, val and gate; the rest is test. They apply to tasks that state no split. */
public record SplitShares(double train, double val, double gate) {
    /** The default shares of METHOD §3.5. */
    public static final SplitShares DEFAULT = new SplitShares(.2, .3, .3);

    public SplitShares {
        if (train <= 0 || val <= 0 || gate < 0 || train + val + gate >= 1) {
            throw new IllegalArgumentException(
                    "split shares must be positive and leave something for test: train "
                            + train
                            + ", val "
                            + val
                            + ", gate "
                            + gate);
        }
    }
}
