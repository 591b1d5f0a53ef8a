package metatextgrad.model.event;

import metatextgrad.model.Serial;
import metatextgrad.model.Text;
import metatextgrad.model.project.Limits;

/**
 * The spending limits of a budget. Each writer increases the serial; of two with one serial, the
 * first counts. The worker blocks requests beyond a limit until the limit is raised.
 *
 * @param budget a project's id, or {@link #ALL}
 * @param whole limits without end
 * @param day limits of one day (UTC)
 * @param paused whether all calls are blocked
 * @param reason of the last change; may be empty
 * @param by who made it, as the sender states it; empty if not known
 */
public record BudgetLimits(
        String budget,
        Limits whole,
        Limits day,
        boolean paused,
        Serial serial,
        String reason,
        String by)
        implements Event {
    /** The budget of all projects together. */
    public static final String ALL = "*";

    public BudgetLimits {
        budget = Text.nonBlank(budget, "budget");
    }

    /** A row of an unknown sender. */
    public BudgetLimits(String budget, Limits whole, Limits day, boolean paused, Serial serial) {
        this(budget, whole, day, paused, serial, "", "");
    }

    /** The limits of a budget that was never written. */
    public static BudgetLimits none(String budget) {
        return new BudgetLimits(budget, Limits.NONE, Limits.NONE, false, new Serial(1));
    }

    /** Returns the next record, with these limits of a day; the same record if it has them. */
    public BudgetLimits withDay(Limits limits, String reason, String by) {
        return limits.equals(day)
                ? this
                : new BudgetLimits(budget, whole, limits, paused, serial.next(), reason, by);
    }

    /** Returns which of two records of a budget counts, in the order in which they were written. */
    public static BudgetLimits later(BudgetLimits first, BudgetLimits second) {
        return second.serial.compareTo(first.serial) > 0 ? second : first;
    }

    @Override
    public String key() {
        return budget;
    }
}
