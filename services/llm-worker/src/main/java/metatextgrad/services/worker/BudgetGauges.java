package metatextgrad.services.worker;

import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import metatextgrad.ops.GaugeValues;
import metatextgrad.ops.Metrics;
import metatextgrad.services.worker.budgets.DayUse;
import metatextgrad.services.worker.scheduler.SchedulerEffect.BudgetUse;
import org.jspecify.annotations.Nullable;

/** Gauges of the used part of budgets, and of what they spend in a day. */
final class BudgetGauges {
    private static final double MICROS = 1e6;

    private BudgetGauges() {}

    static Map<GaugeValues.Key, Double> of(BudgetUse use) {
        Map<GaugeValues.Key, Double> all = new HashMap<>();
        use.used()
                .forEach(
                        (budget, used) ->
                                all.put(
                                        new GaugeValues.Key(
                                                Metrics.BUDGET_USED, Tags.of("project", budget)),
                                        used));
        for (DayUse day : use.days()) {
            Tags project = Tags.of("project", day.budget());
            add(all, project.and("unit", "calls"), day.spent().calls(), day.limits().calls(), 1);
            add(all, project.and("unit", "tokens"), day.spent().tokens(), day.limits().tokens(), 1);
            add(
                    all,
                    project.and("unit", "usd"),
                    day.spent().micros(),
                    day.limits().micros(),
                    MICROS);
        }
        return all;
    }

    private static void add(
            Map<GaugeValues.Key, Double> all,
            Tags tags,
            long spent,
            @Nullable Long limit,
            double unit) {
        all.put(new GaugeValues.Key(Metrics.DAY_SPENT, tags), spent / unit);
        if (limit != null) all.put(new GaugeValues.Key(Metrics.DAY_LIMIT, tags), limit / unit);
    }
}
