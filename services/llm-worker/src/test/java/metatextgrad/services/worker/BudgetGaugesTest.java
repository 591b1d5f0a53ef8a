package metatextgrad.services.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;
import metatextgrad.ops.GaugeValues.Key;
import metatextgrad.ops.Metrics;
import metatextgrad.services.worker.budgets.Budgets;
import metatextgrad.services.worker.scheduler.SchedulerEffect.BudgetUse;
import org.junit.jupiter.api.Test;

final class BudgetGaugesTest {
    private static final long TODAY = 20_000;

    @Test
    void shouldShowTheFullestLimitOfEachBudgetThatHasOne() {
        Budgets budgets = new Budgets();
        Limits ten = new Limits(10L, null, null);
        Limits eight = new Limits(8L, null, 100L);
        budgets.limit(new BudgetLimits("full", ten, Limits.NONE, false, new Serial(1)));
        budgets.limit(new BudgetLimits("half", ten, eight, false, new Serial(1)));
        budgets.limit(new BudgetLimits("*", Limits.NONE, ten, false, new Serial(1)));
        budgets.limit(new BudgetLimits("free", Limits.NONE, Limits.NONE, true, new Serial(1)));
        budgets.accounts().read(row("full", 0, TODAY - 1, new Spend(10, 0, 0)));
        budgets.accounts().read(row("half", 0, TODAY, new Spend(4, 0, 10)));
        budgets.accounts().read(row("unknown", 0, TODAY, new Spend(1, 0, 0)));
        assertThat(gauges(budgets))
                .containsAllEntriesOf(Map.of(used("full"), 1.0, used("half"), .5, used("*"), .5));
        assertThat(gauges(budgets).keySet())
                .filteredOn(key -> key.metric() == Metrics.BUDGET_USED)
                .containsExactlyInAnyOrder(used("full"), used("half"), used("*"));

        budgets.limit(new BudgetLimits("full", Limits.NONE, Limits.NONE, false, new Serial(2)));
        assertThat(gauges(budgets)).doesNotContainKey(used("full"));
    }

    @Test
    void shouldShowSpendAndLimitsOfTheDayByProject() {
        Budgets budgets = new Budgets();
        Limits day = new Limits(100L, null, 2_500_000L);
        budgets.limit(new BudgetLimits("a", Limits.NONE, day, false, new Serial(1)));
        budgets.accounts().read(row("a", 0, TODAY, new Spend(3, 70, 500_000)));
        budgets.accounts().read(row("a", 1, TODAY, new Spend(1, 30, 250_000)));
        budgets.accounts().read(row("b", 0, TODAY - 1, new Spend(9, 9, 9)));
        budgets.accounts().read(row("run:r", 0, TODAY, new Spend(9, 9, 9)));
        Map<Key, Double> gauges = gauges(budgets);
        assertThat(gauges)
                .isEqualTo(
                        Map.of(
                                used("a"), .3,
                                key(Metrics.DAY_SPENT, "a", "calls"), 4.0,
                                key(Metrics.DAY_SPENT, "a", "tokens"), 100.0,
                                key(Metrics.DAY_SPENT, "a", "usd"), .75,
                                key(Metrics.DAY_LIMIT, "a", "calls"), 100.0,
                                key(Metrics.DAY_LIMIT, "a", "usd"), 2.5,
                                key(Metrics.DAY_SPENT, "b", "calls"), 0.0,
                                key(Metrics.DAY_SPENT, "b", "tokens"), 0.0,
                                key(Metrics.DAY_SPENT, "b", "usd"), 0.0));
        assertThat(gauges(new Budgets())).isEmpty();
    }

    private static Map<Key, Double> gauges(Budgets budgets) {
        Map<String, Double> used = budgets.used(TODAY, Set.of());
        return BudgetGauges.of(new BudgetUse(used, 0, budgets.days(TODAY), Duration.ZERO, 0));
    }

    private static BudgetSpend row(String budget, int partition, long day, Spend spend) {
        return new BudgetSpend(budget, partition, day, spend, spend, Spend.NONE, new Serial(1));
    }

    private static Key used(String project) {
        return new Key(Metrics.BUDGET_USED, Tags.of("project", project));
    }

    private static Key key(Metrics metric, String project, String unit) {
        return new Key(metric, Tags.of("project", project, "unit", unit));
    }
}
