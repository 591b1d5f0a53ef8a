package metatextgrad.meta;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import metatextgrad.model.ModelRole;

/**
 * Requests by model role, billed or cached: the cost without a cache.
 *
 * @param requests a number for every role
 */
public record CallsByRole(Map<ModelRole, Long> requests) {
    public static final CallsByRole NOTHING = new CallsByRole(Map.of());

    public CallsByRole {
        EnumMap<ModelRole, Long> copy = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) copy.put(role, requests.getOrDefault(role, 0L));
        requests = Collections.unmodifiableMap(copy);
    }

    public static CallsByRole one(ModelRole role) {
        return new CallsByRole(Map.of(role, 1L));
    }

    public long of(ModelRole role) {
        return requests.getOrDefault(role, 0L);
    }

    public long total() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    public CallsByRole plus(CallsByRole other) {
        EnumMap<ModelRole, Long> sum = new EnumMap<>(requests);
        other.requests.forEach((role, more) -> sum.merge(role, more, Long::sum));
        return new CallsByRole(sum);
    }

    /**
     * Returns as many requests in all, or fewer, in the same proportions; each role is rounded up.
     */
    public CallsByRole within(long most) {
        long total = total();
        if (total <= most) return this;
        EnumMap<ModelRole, Long> part = new EnumMap<>(requests);
        part.replaceAll((role, calls) -> Math.ceilDiv(calls * most, total));
        return new CallsByRole(part);
    }

    public CallsByRole times(long factor) {
        EnumMap<ModelRole, Long> product = new EnumMap<>(requests);
        product.replaceAll((role, calls) -> calls * factor);
        return new CallsByRole(product);
    }
}
