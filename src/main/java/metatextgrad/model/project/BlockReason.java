package metatextgrad.model.project;

import metatextgrad.model.Text;
import metatextgrad.model.event.BudgetLimits;

/** Why no model call of a project may start now. */
public sealed interface BlockReason {
    /** A project's id, or {@link BudgetLimits#ALL}. */
    String budget();

    /** The reason in one line. */
    String text();

    /** A person paused the calls of this budget. */
    record Paused(String budget) implements BlockReason {
        public Paused {
            budget = Text.nonBlank(budget, "budget");
        }

        @Override
        public String text() {
            return "the calls of " + name(budget) + " are paused";
        }
    }

    /**
     * A limit is reached.
     *
     * @param today whether the limit is for one day (UTC)
     */
    record Spent(String budget, Limits.Exceeded limit, boolean today) implements BlockReason {
        public Spent {
            budget = Text.nonBlank(budget, "budget");
        }

        @Override
        public String text() {
            String spent = "the budget of " + name(budget) + " has spent " + limit.text();
            return today ? spent + " of today" : spent;
        }
    }

    private static String name(String budget) {
        return budget.equals(BudgetLimits.ALL) ? "all projects" : budget;
    }
}
