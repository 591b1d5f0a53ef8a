package metatextgrad.services.worker.budgets;

import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Billing;
import metatextgrad.llm.Usage;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Spend;

/** Maximum cost before a call and actual cost after it. Pure. */
public record Pricing(Prices prices) {
    /** Returns the most that one attempt can cost. */
    public Spend max(ModelSpec model, long promptTokens) {
        return spend(model.name(), promptTokens, model.maxTokens());
    }

    /**
     * Returns the cost of a call that no budget counts yet. Attempts without a received answer may
     * have been billed: each counts with its maximum cost.
     *
     * @param max the most that one attempt can cost
     * @param attempts number of possibly billed attempts that are not counted yet
     * @param inDoubt whether the last of them may have been billed without a received answer
     */
    public Spend cost(LlmResponse answer, Spend max, int attempts, boolean inDoubt) {
        if (attempts < 1) return Spend.NONE;
        return max.asInDoubt().times(attempts - 1).plus(last(answer, max, inDoubt));
    }

    private Spend last(LlmResponse answer, Spend max, boolean inDoubt) {
        if (inDoubt) return max.asInDoubt();
        if (answer.billing() == Billing.REFUSED) return Spend.REFUSED;
        Usage usage = answer.usage();
        if (!usage.hasTokens()) return max;
        Spend spend = spend(answer.model(), usage.inputTokens(), usage.outputTokens());
        return usage.estimated() ? spend.asEstimate() : spend;
    }

    private Spend spend(String model, long input, long output) {
        Price price = prices.of(model);
        long tokens = input + output;
        return price == null
                ? new Spend(1, tokens, 0, tokens)
                : new Spend(1, tokens, price.micros(input, output));
    }
}
