package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import metatextgrad.model.Dollars;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Price;
import metatextgrad.model.Prices;
import metatextgrad.model.Project;

/**
 * What the tokens of {@link TokenEstimate} cost: between all of them read and all of them written,
 * since how they divide nobody knows before.
 *
 * @param unpriced models without a price, whose calls are in neither sum
 */
record MoneyEstimate(Prices prices, long least, long most, SortedSet<String> unpriced) {
    private static final int MICROS = 6;

    static MoneyEstimate of(Project project, Map<ModelRole, Long> calls, Prices prices) {
        long least = 0;
        long most = 0;
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
                most += Math.max(read, written);
            }
        }
        return new MoneyEstimate(prices, least, most, unpriced);
    }

    /** In one line. */
    String sentence() {
        String none = String.join(", ", unpriced);
        if (most == 0)
            return "no dollars: the prices of %s have none of %s".formatted(prices.asOf(), none);
        return "%s to %s at most, as they are read or written, at the prices of %s%s"
                .formatted(
                        cents(least),
                        cents(most),
                        prices.asOf(),
                        none.isEmpty() ? "" : "; and what " + none + " costs, which has no price");
    }

    void into(ObjectNode to) {
        to.put("least", BigDecimal.valueOf(least, MICROS));
        to.put("most", BigDecimal.valueOf(most, MICROS));
        to.put("pricesAsOf", prices.asOf().toString());
        unpriced.forEach(to.putArray("unpriced")::add);
    }

    private static String cents(long micros) {
        return micros < 10_000
                ? Dollars.text(micros)
                : String.format(Locale.ROOT, "$%.2f", micros / 1e6);
    }
}
