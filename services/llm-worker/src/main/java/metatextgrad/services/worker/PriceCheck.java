package metatextgrad.services.worker;

import java.util.HashSet;
import java.util.Set;
import metatextgrad.model.project.Prices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one warning for each model without a price. One thread at a time. */
final class PriceCheck {
    private static final Logger LOG = LoggerFactory.getLogger(PriceCheck.class);

    private final Prices prices;
    private final Set<String> warned = new HashSet<>();

    PriceCheck(Prices prices) {
        this.prices = prices;
    }

    void check(String model) {
        if (prices.models().isEmpty() || prices.of(model) != null || !warned.add(model)) return;
        LOG.atWarn()
                .addKeyValue("model", model)
                .addKeyValue("prices", prices.asOf())
                .log("no price is known for this model: only its tokens are counted");
    }
}
