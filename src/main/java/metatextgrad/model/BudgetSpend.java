package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/**
 * What one budget has spent in one partition of the ledger, written with the ledger's rows by the
 * worker that owns it. The sum over all partitions is what it has spent (RELIABILITY §3.3).
 *
 * @param budget a project's id, or {@link #of(RunId)}
 * @param day in UTC, counted from 1970-01-01; it never goes back
 * @param whole spent so far, today included
 * @param today spent on that day
 * @param reserved for calls that may be billed and have not ended
 */
public record BudgetSpend(
        String budget,
        int partition,
        long day,
        Spend whole,
        Spend today,
        Spend reserved,
        Serial serial)
        implements Event {
    public BudgetSpend {
        budget = Text.nonBlank(budget, "budget");
        requireNonNull(whole, "whole is null");
        requireNonNull(today, "today is null");
        requireNonNull(reserved, "reserved is null");
        requireNonNull(serial, "serial is null");
    }

    private static final String RUN = "run:";

    /** The budget of a run that has limits of its own in tokens or money. */
    public static String of(RunId run) {
        return RUN + run;
    }

    /** Whether it is a project's: those of runs count what projects count as well. */
    public boolean ofProject() {
        return isProject(budget);
    }

    /** Whether this names the budget of a project. */
    public static boolean isProject(String budget) {
        return !budget.startsWith(RUN);
    }

    /** What was spent on this day or later, by whoever's clock. */
    public Spend on(long now) {
        return day >= now ? today : Spend.NONE;
    }

    /** The partition is in it, so that each has a row that compaction keeps. */
    @Override
    public String key() {
        return budget + "/" + partition;
    }
}
