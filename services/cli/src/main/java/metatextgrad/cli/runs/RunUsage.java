package metatextgrad.cli.runs;

import java.math.BigDecimal;
import java.time.LocalDate;
import metatextgrad.cli.budget.BudgetListView;
import metatextgrad.model.Cost;
import metatextgrad.model.event.RunRequested;
import org.jspecify.annotations.Nullable;

/**
 * What a run has used.
 *
 * @param usd dollars that were billed; null without prices
 * @param pricesAsOf the date of the run's prices; null without prices
 */
record RunUsage(
        CallCounts calls, Tokens tokens, @Nullable BigDecimal usd, @Nullable LocalDate pricesAsOf) {
    /**
     * Billed tokens.
     *
     * @param estimated whether a part is an estimate, because the server reported none
     */
    record Tokens(long input, long output, boolean estimated) {}

    static RunUsage of(RunRequested request, CallCounts calls) {
        Cost.Spent billed = calls.billed().total();
        boolean priced = !request.prices().models().isEmpty();
        return new RunUsage(
                calls,
                new Tokens(billed.inputTokens(), billed.outputTokens(), billed.estimated()),
                priced ? BudgetListView.usd(request.spend(calls.billed()).micros()) : null,
                priced ? request.prices().asOf() : null);
    }
}
