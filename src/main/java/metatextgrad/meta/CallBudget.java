package metatextgrad.meta;

import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;
import org.jspecify.annotations.Nullable;

/**
 * Converts limits to calls. The number of calls of a step is known before it begins, but their cost
 * is not. So limits in tokens and money are converted with the average cost of earlier calls.
 *
 * @param seed cost of the seed program's score
 * @param own cost since then of the owner of the limit
 */
record CallBudget(RunRequested request, Cost seed, Cost own) {
    /**
     * Returns what is left of these limits in calls, by the tightest limit; null if there is no
     * limit.
     *
     * @param shares the number of equal shares of the limits
     * @param aside calls of the seed program that come later and stay reserved
     * @param beyond the same for one of the shares
     */
    @Nullable Long of(Limits limits, int shares, long aside, long beyond) {
        return least(
                calls(limits.calls(), shares, aside, beyond),
                affordable(limits.tokens(), Spend::tokens, shares, aside, beyond),
                affordable(limits.micros(), Spend::micros, shares, aside, beyond));
    }

    /**
     * Returns the calls that these limits cover at the average cost of the most expensive role. A
     * step uses some roles much more than others. Null if there is no limit.
     */
    @Nullable Long atHighestCost(Limits limits) {
        return least(
                limits.calls(),
                affordable(limits.tokens(), Spend::tokens),
                affordable(limits.micros(), Spend::micros));
    }

    private static @Nullable Long least(
            @Nullable Long calls, @Nullable Long tokens, @Nullable Long money) {
        return Stream.of(calls, tokens, money)
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(null);
    }

    private @Nullable Long affordable(@Nullable Long limit, ToLongFunction<Spend> unit) {
        long highest =
                seed.plus(own).roles().entrySet().stream()
                        .mapToLong(role -> each(role.getKey(), role.getValue(), unit))
                        .max()
                        .orElse(0);
        return limit == null || highest == 0 ? null : (Long) (limit / highest);
    }

    private long each(ModelRole role, Cost.Spent spent, ToLongFunction<Spend> unit) {
        return each(
                unit.applyAsLong(request.spend(new Cost(Map.of(role, spent)))), spent.requests());
    }

    private @Nullable Long calls(@Nullable Long limit, int shares, long aside, long beyond) {
        if (limit == null) return null;
        long all = seed.total().requests() + aside;
        return (limit - all) / shares - own.total().requests() - beyond;
    }

    private @Nullable Long affordable(
            @Nullable Long limit, ToLongFunction<Spend> unit, int shares, long aside, long beyond) {
        if (limit == null) return null;
        long seedCost = unit.applyAsLong(request.spend(seed));
        long ownCost = unit.applyAsLong(request.spend(own));
        long each = each(seedCost, seed.total().requests());
        long mean = each(seedCost + ownCost, seed.total().requests() + own.total().requests());
        // Without a measured cost there is no estimate; the limit itself is still enforced.
        if (mean == 0) return null;
        long left = (limit - seedCost - aside * each) / shares - ownCost - beyond * each;
        return Math.floorDiv(left, mean);
    }

    private static long each(long cost, long requests) {
        return requests == 0 ? 0 : Math.ceilDiv(cost, requests);
    }
}
