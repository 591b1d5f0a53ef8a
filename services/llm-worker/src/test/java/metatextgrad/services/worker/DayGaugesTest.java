package metatextgrad.services.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;
import metatextgrad.ops.GaugeValues.Key;
import metatextgrad.ops.Metrics;
import metatextgrad.services.worker.budgets.Budgets;
import org.junit.jupiter.api.Test;

final class DayGaugesTest {
    private static final long TODAY = 20_000;

    @Test
    void shouldShowSpendAndLimitsOfTheDayByProject() {
        Budgets budgets = new Budgets();
        Limits day = new Limits(100L, null, 2_500_000L);
        budgets.limit(new BudgetLimits("a", Limits.NONE, day, false, new Serial(1)));
        budgets.accounts().read(row("a", 0, TODAY, new Spend(3, 70, 500_000)));
        budgets.accounts().read(row("a", 1, TODAY, new Spend(1, 30, 250_000)));
        budgets.accounts().read(row("b", 0, TODAY - 1, new Spend(9, 9, 9)));
        budgets.accounts().read(row("run:r", 0, TODAY, new Spend(9, 9, 9)));
        Map<Key, Double> gauges = DayGauges.of(budgets.days(TODAY));
        assertThat(gauges)
                .isEqualTo(
                        Map.of(
                                key(Metrics.DAY_SPENT, "a", "calls"), 4.0,
                                key(Metrics.DAY_SPENT, "a", "tokens"), 100.0,
                                key(Metrics.DAY_SPENT, "a", "usd"), .75,
                                key(Metrics.DAY_LIMIT, "a", "calls"), 100.0,
                                key(Metrics.DAY_LIMIT, "a", "usd"), 2.5,
                                key(Metrics.DAY_SPENT, "b", "calls"), 0.0,
                                key(Metrics.DAY_SPENT, "b", "tokens"), 0.0,
                                key(Metrics.DAY_SPENT, "b", "usd"), 0.0));
        assertThat(DayGauges.of(List.of())).isEmpty();
    }

    private static BudgetSpend row(String budget, int partition, long day, Spend spend) {
        return new BudgetSpend(budget, partition, day, spend, spend, Spend.NONE, new Serial(1));
    }

    private static Key key(Metrics metric, String project, String unit) {
        return new Key(metric, Tags.of("project", project, "unit", unit));
    }
}
