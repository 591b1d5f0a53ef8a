package metatextgrad.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The list cost of something: its requests, their tokens and their time by model role, whether
 * billed or answered from a recorded call. So it is equal for a replay, and equal in any order of
 * answers.
 *
 * @param roles the cost by role, for roles that sent requests
 */
public record Cost(Map<ModelRole, Spent> roles) implements Row {
    public static final Cost NONE = new Cost(Map.of());

    /**
     * The cost of one role.
     *
     * @param requests requests that ended at the model: good, unusable, failed or timed out
     * @param estimated whether tokens are estimated in part, because a server reported none
     * @param millis how long the calls behind the requests took, in milliseconds, as recorded with
     *     each call; calls that were not measured add nothing
     */
    public record Spent(
            long requests, long inputTokens, long outputTokens, boolean estimated, long millis) {
        static final Spent NOTHING = new Spent(0, 0, 0);

        /** A cost whose tokens a server reported. */
        public Spent(long requests, long inputTokens, long outputTokens) {
            this(requests, inputTokens, outputTokens, false, 0);
        }

        public Spent {
            if (requests < 0 || inputTokens < 0 || outputTokens < 0 || millis < 0)
                throw new IllegalArgumentException(
                        "requests, tokens and times must not be negative");
        }

        Spent plus(Spent other) {
            return new Spent(
                    requests + other.requests,
                    inputTokens + other.inputTokens,
                    outputTokens + other.outputTokens,
                    estimated || other.estimated,
                    millis + other.millis);
        }
    }

    public Cost {
        EnumMap<ModelRole, Spent> copy = new EnumMap<>(ModelRole.class);
        roles.forEach(
                (role, spent) -> {
                    if (!spent.equals(Spent.NOTHING)) copy.put(role, spent);
                });
        roles = Collections.unmodifiableMap(copy);
    }

    /** The cost of one request, whose tokens the server reported. */
    public static Cost of(ModelRole role, long inputTokens, long outputTokens) {
        return of(role, new Spent(1, inputTokens, outputTokens));
    }

    /** The cost of one role alone. */
    public static Cost of(ModelRole role, Spent spent) {
        return new Cost(Map.of(role, spent));
    }

    public Cost plus(Cost other) {
        EnumMap<ModelRole, Spent> sum = new EnumMap<>(ModelRole.class);
        sum.putAll(roles);
        other.roles.forEach((role, spent) -> sum.merge(role, spent, Spent::plus));
        return new Cost(sum);
    }

    public Spent of(ModelRole role) {
        return roles.getOrDefault(role, Spent.NOTHING);
    }

    /** The cost of all roles together. */
    public Spent total() {
        return roles.values().stream().reduce(Spent.NOTHING, Spent::plus);
    }
}
