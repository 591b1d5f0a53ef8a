package metatextgrad.services.worker.scheduler;

import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;

/** Limits and spending of the project of {@link SampleRequests}. */
public final class SampleBudgets {
    private SampleBudgets() {}

    public static BudgetLimits calls(int serial, long calls) {
        return limits(serial, new Limits(calls, null, null));
    }

    public static BudgetLimits tokens(int serial, long tokens) {
        return limits(serial, new Limits(null, tokens, null));
    }

    public static BudgetLimits limits(int serial, Limits whole) {
        return new BudgetLimits("demo", whole, Limits.NONE, false, new Serial(serial));
    }

    public static BudgetLimits paused(int serial, boolean paused) {
        return new BudgetLimits("*", Limits.NONE, Limits.NONE, paused, new Serial(serial));
    }

    public static BudgetSpend elsewhere(int serial, long calls, long reserved) {
        return new BudgetSpend(
                "demo",
                FakeKafka.PARTITION + 1,
                20_454,
                new Spend(calls, 0, 0),
                Spend.NONE,
                new Spend(reserved, 0, 0),
                new Serial(serial));
    }

    public static BlockReason spent(
            String budget, Limits.Exceeded.Unit unit, long spent, long limit, boolean today) {
        return new BlockReason.Spent(budget, new Limits.Exceeded(unit, spent, limit), today);
    }
}
