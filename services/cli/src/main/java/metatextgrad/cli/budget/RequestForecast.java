package metatextgrad.cli.budget;

import java.util.Map;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.ModelRole;
import org.jspecify.annotations.Nullable;

/**
 * The most requests, tokens and dollars that a run or an experiment takes. Pure.
 *
 * @param mayTakeMore whether the models may write programs that make more requests
 * @param estimatedUsd null if no price applies, since the models are simulated
 */
public record RequestForecast(
        Map<ModelRole, Long> maxRequestsByRole,
        long maxRequests,
        boolean mayTakeMore,
        long estimatedTokens,
        CostEstimate.@Nullable Usd estimatedUsd) {
    /** As the other method, without a budget. */
    public static RequestForecast of(
            CallsByRole max, boolean mayTakeMore, @Nullable CostEstimate money) {
        return of(max, max, mayTakeMore, money);
    }

    /**
     * {@code money} is null if no price applies.
     *
     * @param billed the requests whose tokens count: fewer where a budget ends the search
     */
    public static RequestForecast of(
            CallsByRole max,
            CallsByRole billed,
            boolean mayTakeMore,
            @Nullable CostEstimate money) {
        return new RequestForecast(
                max.requests(),
                max.total(),
                mayTakeMore,
                TokenEstimate.of(billed.requests()),
                money == null ? null : money.usd());
    }
}
