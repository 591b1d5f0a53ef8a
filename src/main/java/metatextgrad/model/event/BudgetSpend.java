package metatextgrad.model.event;

import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.Text;
import metatextgrad.model.project.Spend;

/**
 * What one budget has spent in one partition of the ledger. The worker that owns the partition
 * writes it together with the ledger's rows. The budget's total is the sum over all partitions
 * (RELIABILITY §3.3).
 *
 * @param budget a project's id, or {@link #of(RunId)}
 * @param day in UTC, counted from 1970-01-01; it never decreases
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
    }

    private static final String RUN = "run:";

    /** The budget of a run that has its own limits in tokens or money. */
    public static String of(RunId run) {
        return RUN + run;
    }

    /**
     * Whether this is a project's budget. A run's spend is also counted in its project's budget.
     */
    public boolean ofProject() {
        return isProject(budget);
    }

    /** Whether this id names the budget of a project. */
    public static boolean isProject(String budget) {
        return !budget.startsWith(RUN);
    }

    /** The amount spent on this day or later, by the clock of the worker that wrote it. */
    public Spend on(long now) {
        return day >= now ? today : Spend.NONE;
    }

    /** The key contains the partition, so that compaction keeps one row of each. */
    @Override
    public String key() {
        return budget + "/" + partition;
    }
}
