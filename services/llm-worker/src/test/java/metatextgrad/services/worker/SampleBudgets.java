package metatextgrad.services.worker;

import metatextgrad.model.BlockReason;
import metatextgrad.model.BudgetLimits;
import metatextgrad.model.BudgetSpend;
import metatextgrad.model.Limits;
import metatextgrad.model.Serial;
import metatextgrad.model.Spend;

/**
 * What people and other workers say of the budget of the project that {@link SampleAsks} asks for.
 */
final class SampleBudgets {
    private SampleBudgets() {}

    static BudgetLimits calls(int serial, long calls) {
        return limits(serial, new Limits(calls, null, null));
    }

    static BudgetLimits tokens(int serial, long tokens) {
        return limits(serial, new Limits(null, tokens, null));
    }

    static BudgetLimits limits(int serial, Limits whole) {
        return new BudgetLimits("demo", whole, Limits.NONE, false, new Serial(serial));
    }

    static BudgetLimits paused(int serial, boolean paused) {
        return new BudgetLimits("*", Limits.NONE, Limits.NONE, paused, new Serial(serial));
    }

    static BudgetSpend elsewhere(int serial, long calls, long reserved) {
        return new BudgetSpend(
                "demo",
                FakeKafka.PARTITION + 1,
                20_454,
                new Spend(calls, 0, 0),
                Spend.NONE,
                new Spend(reserved, 0, 0),
                new Serial(serial));
    }

    static BlockReason spent(
            String budget, Limits.Exceeded.Unit unit, long spent, long limit, boolean today) {
        return new BlockReason.Spent(budget, new Limits.Exceeded(unit, spent, limit), today);
    }
}
