package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/**
 * What one project has spent in one partition of the ledger, written with the ledger's rows by the
 * worker that owns it. The sum over all partitions is what the project has spent (RELIABILITY
 * §3.3).
 *
 * @param day in UTC, counted from 1970-01-01; it never goes back
 * @param whole spent so far, today included
 * @param today spent on that day
 * @param reserved for calls that are under way
 */
public record BudgetSpend(
        ProjectId project,
        int partition,
        long day,
        Spend whole,
        Spend today,
        Spend reserved,
        Serial serial)
        implements Event {
    public BudgetSpend {
        requireNonNull(project, "project is null");
        requireNonNull(whole, "whole is null");
        requireNonNull(today, "today is null");
        requireNonNull(reserved, "reserved is null");
        requireNonNull(serial, "serial is null");
    }

    /** What was spent on this day or later, by whoever's clock. */
    public Spend on(long now) {
        return day >= now ? today : Spend.NONE;
    }

    /** The partition is in it, so that each has a row that compaction keeps. */
    @Override
    public String key() {
        return project + "/" + partition;
    }
}
