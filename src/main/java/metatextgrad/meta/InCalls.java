package metatextgrad.meta;

import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import metatextgrad.model.Cost;
import metatextgrad.model.Limits;
import metatextgrad.model.ModelRole;
import metatextgrad.model.RunRequest;
import metatextgrad.model.Spend;
import org.jspecify.annotations.Nullable;

/**
 * Limits as calls. How many calls a step asks for is known before it begins, what they will take is
 * not: tokens and money count as the calls that they buy at what calls took so far.
 *
 * @param seed of the seed program's score
 * @param own of whoever's limit it is, since then
 */
record InCalls(RunRequest request, Cost seed, Cost own) {
    /**
     * What is left of these limits, by the tightest; null where none limits anything.
     *
     * @param shares among how many the limits are shared out
     * @param aside calls of the seed program that come later and must be left
     * @param beyond the same of one of the shares
     */
    @Nullable Long of(Limits limits, int shares, long aside, long beyond) {
        return Stream.of(
                        calls(limits.calls(), shares, aside, beyond),
                        bought(limits.tokens(), Spend::tokens, shares, aside, beyond),
                        bought(limits.micros(), Spend::micros, shares, aside, beyond))
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(null);
    }

    /**
     * The calls that these limits buy if each takes what those of the dearest role took on average:
     * a step asks little of some roles and much of others. Null where none limits anything.
     */
    @Nullable Long atTheDearest(Limits limits) {
        return Stream.of(
                        limits.calls(),
                        bought(limits.tokens(), Spend::tokens),
                        bought(limits.micros(), Spend::micros))
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(null);
    }

    private @Nullable Long bought(@Nullable Long limit, ToLongFunction<Spend> unit) {
        long dearest =
                seed.plus(own).roles().entrySet().stream()
                        .mapToLong(role -> each(role.getKey(), role.getValue(), unit))
                        .max()
                        .orElse(0);
        return limit == null || dearest == 0 ? null : (Long) (limit / dearest);
    }

    private long each(ModelRole role, Cost.Spent spent, ToLongFunction<Spend> unit) {
        return each(unit.applyAsLong(request.spend(new Cost(Map.of(role, spent)))), spent.asks());
    }

    private @Nullable Long calls(@Nullable Long limit, int shares, long aside, long beyond) {
        if (limit == null) return null;
        long all = seed.total().asks() + aside;
        return (limit - all) / shares - own.total().asks() - beyond;
    }

    private @Nullable Long bought(
            @Nullable Long limit, ToLongFunction<Spend> unit, int shares, long aside, long beyond) {
        if (limit == null) return null;
        long seedTook = unit.applyAsLong(request.spend(seed));
        long ownTook = unit.applyAsLong(request.spend(own));
        long each = each(seedTook, seed.total().asks());
        long mean = each(seedTook + ownTook, seed.total().asks() + own.total().asks());
        // Where nothing is counted there is nothing to go by; the limit itself still holds.
        if (mean == 0) return null;
        long left = (limit - seedTook - aside * each) / shares - ownTook - beyond * each;
        return Math.floorDiv(left, mean);
    }

    private static long each(long took, long asks) {
        return asks == 0 ? 0 : Math.ceilDiv(took, asks);
    }
}
