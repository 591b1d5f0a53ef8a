package metatextgrad.model.project;

/**
 * The most that a run of the project may use. Calls are requests, billed and cached alike. Tokens
 * and money are those of the list cost, so that a replay stops where the run stopped.
 *
 * @param run limits of the whole run, test set included
 * @param step limits of one optimizer step; a step that is expected to exceed them does not start
 */
public record Budget(Limits run, Limits step) {
    public static final Budget NONE = new Budget(Limits.NONE, Limits.NONE);

    public Budget {
        positive(run);
        positive(step);
    }

    /** A budget of a run, in calls. */
    public static Budget ofCalls(long calls) {
        return new Budget(new Limits(calls, null, null), Limits.NONE);
    }

    /** Whether this budget can be enforced only if every model has a price. */
    public boolean inDollars() {
        return run.micros() != null || step.micros() != null;
    }

    private static void positive(Limits limits) {
        Limits.Exceeded none = limits.exceeded(Spend.NONE, new Spend(1, 1, 1));
        if (none != null)
            throw new IllegalArgumentException("a budget must allow something, not " + none.text());
    }
}
