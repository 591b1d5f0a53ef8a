package metatextgrad.cli.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.Dollars;
import metatextgrad.model.ModelRole;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * The cost of the tokens of {@link TokenEstimate}. It lies between all tokens as input and all as
 * output, since their shares are unknown before a run.
 *
 * @param least millionths of a dollar
 * @param max millionths of a dollar
 * @param unpriced models without a price, whose calls are in neither sum
 */
public record CostEstimate(Prices prices, long least, long max, SortedSet<String> unpriced) {
    public static CostEstimate of(Project project, Map<ModelRole, Long> calls, Prices prices) {
        long least = 0;
        long max = 0;
        SortedSet<String> unpriced = new TreeSet<>();
        for (Map.Entry<ModelRole, Long> role : calls.entrySet()) {
            if (role.getValue() == 0) continue;
            String model = project.loop().model(role.getKey()).name();
            Price price = prices.of(model);
            long tokens = TokenEstimate.of(role.getKey(), role.getValue());
            if (price == null) {
                unpriced.add(model);
            } else {
                long read = price.micros(tokens, 0);
                long written = price.micros(0, tokens);
                least += Math.min(read, written);
                max += Math.max(read, written);
            }
        }
        return new CostEstimate(prices, least, max, unpriced);
    }

    /** Returns one line. */
    public String sentence() {
        String none = String.join(", ", unpriced);
        if (max == 0 && !unpriced.isEmpty())
            return "dollars unknown: the prices of %s have none for %s"
                    .formatted(prices.asOf(), none);
        return "at most %s to %s, depending on the ratio of input to output tokens, at prices of %s%s"
                .formatted(
                        cents(least),
                        cents(max),
                        prices.asOf(),
                        none.isEmpty()
                                ? ""
                                : "; plus the cost of " + none + ", whose price is unknown");
    }

    public Usd usd() {
        boolean priced = unpriced.isEmpty();
        return new Usd(
                priced ? BudgetListView.usd(least) : null,
                priced ? BudgetListView.usd(max) : null,
                prices.asOf(),
                List.copyOf(unpriced));
    }

    /**
     * The same in dollars, for JSON.
     *
     * @param min null, as {@code max}, if a model has no price: the sum of the others is no upper
     *     bound
     */
    public record Usd(
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            LocalDate pricesAsOf,
            List<String> modelsWithoutPrice) {}

    private static String cents(long micros) {
        return micros < 10_000 ? Dollars.text(micros) : Texts.format("$%.2f", micros / 1e6);
    }
}
