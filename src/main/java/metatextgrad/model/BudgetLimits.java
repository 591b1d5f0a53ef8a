package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/**
 * What a budget may spend. Whoever writes it writes the next serial; the worker holds what is asked
 * beyond it until it is raised.
 *
 * @param budget a project's id, or {@link #ALL}
 * @param whole for ever
 * @param day of one day, in UTC
 * @param paused whether no call is bought at all
 */
public record BudgetLimits(String budget, Limits whole, Limits day, boolean paused, Serial serial)
        implements Event {
    /** The budget of all projects together. */
    public static final String ALL = "*";

    public BudgetLimits {
        budget = Text.nonBlank(budget, "budget");
        requireNonNull(whole, "whole is null");
        requireNonNull(day, "day is null");
        requireNonNull(serial, "serial is null");
    }

    /** What stands where nobody has written anything. */
    public static BudgetLimits none(String budget) {
        return new BudgetLimits(budget, Limits.NONE, Limits.NONE, false, new Serial(1));
    }

    @Override
    public String key() {
        return budget;
    }
}
