package metatextgrad.services.worker;

import java.util.HashSet;
import java.util.Set;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Usage;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.Price;
import metatextgrad.model.Prices;
import metatextgrad.model.Spend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What calls take: at most before they leave, and in truth when they are back. */
final class Pricing {
    private static final Logger LOG = LoggerFactory.getLogger(Pricing.class);

    private final Prices prices;
    private final Set<String> unpriced = new HashSet<>();

    Pricing(Prices prices) {
        this.prices = prices;
    }

    /** What one attempt takes at most. */
    Spend most(WorkerRequest request) {
        return spend(
                request.model().name(), TokenCost.prompt(request), request.model().maxTokens());
    }

    /**
     * What a call has taken that no budget counts yet. Attempts whose answer nobody saw may have
     * been billed: each counts as the most it may have taken.
     */
    Spend taken(PendingWrite.Ending ending, InFlightCall flight) {
        int attempts = ending.attempts() - flight.counted();
        if (attempts < 1) return Spend.NONE;
        WorkerRequest request = ending.delivery().request();
        return most(request).times(attempts - 1).plus(last(request, ending));
    }

    private Spend last(WorkerRequest request, PendingWrite.Ending ending) {
        Usage usage = ending.answer().usage();
        boolean unknown = usage.equals(Usage.NONE);
        boolean refused = ending.answer().outcome() == Outcome.FAILED && !ending.unseen();
        if (unknown && refused) return new Spend(1, 0, 0);
        return unknown
                ? most(request)
                : spend(request.model().name(), usage.inputTokens(), usage.outputTokens());
    }

    private Spend spend(String model, long input, long output) {
        Price price = prices.of(model);
        if (price == null && !prices.models().isEmpty() && unpriced.add(model))
            LOG.atWarn()
                    .addKeyValue("model", model)
                    .addKeyValue("prices", prices.asOf())
                    .log("no price is known of this model: it is counted in tokens only");
        long tokens = input + output;
        return price == null
                ? new Spend(1, tokens, 0, tokens)
                : new Spend(1, tokens, price.micros(input, output));
    }
}
