package metatextgrad.cli.prompts;

import java.math.BigDecimal;
import metatextgrad.cli.budget.BudgetListView;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.runs.CallCounts;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.Dollars;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunState;
import org.jspecify.annotations.Nullable;

/**
 * What the run took that made a version. Pure.
 *
 * @param modelCalls billed calls
 * @param usd dollars that were billed; null without prices
 */
record RunCost(long modelCalls, @Nullable BigDecimal usd) {
    /** Returns null if the run is not known, as that of a seed program. */
    static @Nullable RunCost of(Cluster cluster, RunId run) {
        RunState state = RunCatalog.last(cluster, run);
        return state == null ? null : of(state, CallCounts.of(cluster, run));
    }

    static RunCost of(RunState state, CallCounts calls) {
        boolean priced = !state.request().prices().models().isEmpty();
        return new RunCost(
                calls.modelCalls(),
                priced ? BudgetListView.usd(state.request().spend(calls.billed()).micros()) : null);
    }

    String text() {
        return Texts.format(
                "%d model calls, %s",
                modelCalls,
                usd == null
                        ? "dollars unknown"
                        : Dollars.text(usd.unscaledValue().longValueExact()));
    }
}
