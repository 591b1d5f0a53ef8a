package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/**
 * What a run of the project may take at most. Calls are asks, paid and saved alike; tokens and
 * money are those of the list cost, so that a replay stops where the run did.
 *
 * @param run the whole run, test set included
 * @param step one step of an optimizer: one that is expected to take more is not begun
 */
public record Budget(Limits run, Limits step) {
    public static final Budget NONE = new Budget(Limits.NONE, Limits.NONE);

    public Budget {
        requireNonNull(run, "run is null");
        requireNonNull(step, "step is null");
        positive(run);
        positive(step);
    }

    /** Of a run, in calls. */
    public static Budget ofCalls(long calls) {
        return new Budget(new Limits(calls, null, null), Limits.NONE);
    }

    /** Whether it can only be kept with a price of every model. */
    public boolean inDollars() {
        return run.micros() != null || step.micros() != null;
    }

    private static void positive(Limits limits) {
        Limits.Exceeded none = limits.exceeded(Spend.NONE, new Spend(1, 1, 1));
        if (none != null)
            throw new IllegalArgumentException("a budget must hold something, not " + none.text());
    }
}
