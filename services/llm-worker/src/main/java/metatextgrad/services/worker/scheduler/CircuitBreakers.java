package metatextgrad.services.worker.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.llm.Reply;
import metatextgrad.services.worker.scheduler.CircuitBreaker.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The circuits of all models: one for the address, and two for each model, so that the misspelt
 * model name of one project blocks no other calls. Confined to the scheduler.
 */
final class CircuitBreakers {
    private final CircuitBreaker all = new CircuitBreaker(Kind.ALL, "");
    private final Map<String, CircuitBreaker> byModel = new TreeMap<>();
    private final Map<String, CircuitBreaker> failing = new TreeMap<>();

    CircuitBreaker of(Kind kind, String model) {
        return switch (kind) {
            case ALL -> all;
            case MODEL -> byModel.computeIfAbsent(model, m -> new CircuitBreaker(kind, m));
            case CIRCUIT_OPEN -> failing.computeIfAbsent(model, m -> new CircuitBreaker(kind, m));
        };
    }

    /** The open circuit for which calls of this model wait; null if they may leave. */
    @Nullable CircuitBreaker blocking(String model) {
        return all.isOpen() ? all : blockingOnly(model);
    }

    /** The open circuit for which calls of this model wait and not those of all others. */
    @Nullable CircuitBreaker blockingOnly(String model) {
        CircuitBreaker breaker = failing.get(model);
        if (breaker != null && breaker.isOpen()) return breaker;
        breaker = byModel.get(model);
        return breaker != null && breaker.isOpen() ? breaker : null;
    }

    /** The circuit that this call is to find out about, if any. */
    @Nullable CircuitBreaker probedBy(InFlightCall call) {
        if (all.isProbe(call)) return all;
        CircuitBreaker breaker = byModel.get(call.model());
        if (breaker != null && breaker.isProbe(call)) return breaker;
        breaker = failing.get(call.model());
        return breaker != null && breaker.isProbe(call) ? breaker : null;
    }

    /**
     * Counts the failures of a model that nothing blocks. A reply that neither shows a failing
     * server nor a healthy one changes nothing.
     *
     * @return the circuit that this reply must open; null if none
     */
    @Nullable CircuitBreaker count(String model, Reply reply) {
        CircuitBreaker breaker = of(Kind.CIRCUIT_OPEN, model);
        if (CircuitBreaker.served(reply)) breaker.succeeded();
        return reply instanceof Reply.TryAgain && breaker.failed() ? breaker : null;
    }

    /** Every circuit that may have calls waiting. */
    List<CircuitBreaker> each() {
        List<CircuitBreaker> each = new ArrayList<>();
        each.add(all);
        each.addAll(byModel.values());
        each.addAll(failing.values());
        return each;
    }

    /** All that an operator must fix, in one line; null if nothing is wrong. */
    @Nullable String unavailable() {
        Set<String> reasons = new LinkedHashSet<>();
        String reason = all.reason();
        if (reason != null) reasons.add(reason);
        return joined(reasons, byModel.values());
    }

    /** How servers fail, in one line; null if no circuit of a failing server is open. */
    @Nullable String failures() {
        return joined(new LinkedHashSet<>(), failing.values());
    }

    private static @Nullable String joined(Set<String> reasons, Collection<CircuitBreaker> more) {
        for (CircuitBreaker breaker : more) {
            String reason = breaker.reason();
            if (reason != null) reasons.add(reason);
        }
        return reasons.isEmpty() ? null : String.join("; ", reasons);
    }
}
