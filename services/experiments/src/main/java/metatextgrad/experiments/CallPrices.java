package metatextgrad.experiments;

import java.util.EnumMap;
import java.util.Map;
import metatextgrad.cli.budget.TokenEstimate;
import metatextgrad.json.PricesFile;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.ModelRole;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;

/**
 * Estimates the dollars of calls: the tokens of the paper, three of them read for each one written.
 * A model without a price, such as a simulated one, counts as gpt-4o-mini if it answers tasks, and
 * as gpt-4o in all other roles. Pure.
 *
 * @param micros millionths of a dollar for a call of each role
 */
public record CallPrices(Map<ModelRole, Double> micros) {
    private static final Prices STANDARD = PricesFile.standard();
    private static final long MANY = 1_000_000;
    private static final int READ = 3;
    private static final int OF = 4;

    public CallPrices {
        micros = Map.copyOf(micros);
    }

    public static CallPrices of(Project project, Prices prices) {
        Map<ModelRole, Double> micros = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) {
            Price price = prices.of(project.loop().model(role).name());
            long written = TokenEstimate.of(role, MANY) / OF;
            Price used = price == null ? STANDARD.usual(role) : price;
            micros.put(role, used.micros(READ * written, written) / (double) MANY);
        }
        return new CallPrices(micros);
    }

    /** Returns the estimated price in dollars. */
    public double dollars(CallsByRole calls) {
        return calls.requests().entrySet().stream()
                        .mapToDouble(
                                role -> role.getValue() * micros.getOrDefault(role.getKey(), 0.0))
                        .sum()
                / 1e6;
    }
}
