package metatextgrad.cli.eval;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.budget.BudgetListView;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.Cost;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.Prices;
import org.jspecify.annotations.Nullable;

/**
 * The model calls, tokens and dollars of a comparison. Pure.
 *
 * @param modelCalls attempts that were billed, or may have been
 * @param estimated whether a part of the tokens is an estimate, because the server reported none
 * @param usd list price of the tokens; null if a model has no price
 * @param pricesAsOf the date of the prices; null if a model has none
 */
record EvalCost(
        long modelCalls,
        long inputTokens,
        long outputTokens,
        boolean estimated,
        @Nullable BigDecimal usd,
        @Nullable LocalDate pricesAsOf) {
    static final EvalCost NONE = new EvalCost(0, 0, 0, false, null, null);

    static EvalCost of(long modelCalls, Cost cost, LoopSettings settings, Prices prices) {
        Cost.Spent total = cost.total();
        boolean priced =
                cost.roles().keySet().stream()
                        .allMatch(role -> prices.of(settings.model(role).name()) != null);
        long micros = prices.spend(cost, role -> settings.model(role).name()).micros();
        return new EvalCost(
                modelCalls,
                total.inputTokens(),
                total.outputTokens(),
                total.estimated(),
                priced ? BudgetListView.usd(micros) : null,
                priced ? prices.asOf() : null);
    }

    String text() {
        List<String> parts = new ArrayList<>();
        parts.add(Texts.counted(modelCalls, "model call"));
        if (modelCalls > 0) {
            parts.add(Texts.count(inputTokens, estimated) + " input tokens");
            parts.add(Texts.count(outputTokens, estimated) + " output tokens");
            parts.add(
                    usd == null
                            ? "dollars unknown"
                            : "%s at prices of %s"
                                    .formatted(BudgetListView.dollars(usd), pricesAsOf));
        }
        return String.join(", ", parts);
    }
}
