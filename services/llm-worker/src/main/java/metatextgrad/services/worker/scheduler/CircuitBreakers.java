package metatextgrad.services.worker.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.llm.Reply;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.project.ModelKey;
import metatextgrad.services.worker.scheduler.CircuitBreaker.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The circuits of all models: one for each address, and two for each model. So a misspelt model
 * name of one project blocks no other calls. Confined to the scheduler.
 */
final class CircuitBreakers {
    private final Map<ModelKey, CircuitBreaker> all = new TreeMap<>();
    private final Map<ModelKey, CircuitBreaker> byModel = new TreeMap<>();
    private final Map<ModelKey, CircuitBreaker> failing = new TreeMap<>();

    CircuitBreaker of(Kind kind, ModelKey model) {
        return switch (kind) {
            case ALL ->
                    all.computeIfAbsent(
                            model.withName(ModelState.ALL), m -> new CircuitBreaker(kind, m));
            case MODEL -> byModel.computeIfAbsent(model, m -> new CircuitBreaker(kind, m));
            case CIRCUIT_OPEN -> failing.computeIfAbsent(model, m -> new CircuitBreaker(kind, m));
        };
    }

    /** Returns the open circuit for which calls of this model wait; null if they may be sent. */
    @Nullable CircuitBreaker blocking(ModelKey model) {
        CircuitBreaker all = of(Kind.ALL, model);
        return all.isOpen() ? all : blockingOnly(model);
    }

    /** Returns the open circuit of this model alone; null if it has none. */
    @Nullable CircuitBreaker blockingOnly(ModelKey model) {
        CircuitBreaker breaker = failing.get(model);
        if (breaker != null && breaker.isOpen()) return breaker;
        breaker = byModel.get(model);
        return breaker != null && breaker.isOpen() ? breaker : null;
    }

    /** Returns the circuit that this call probes; null if it is no probe. */
    @Nullable CircuitBreaker probedBy(InFlightCall call) {
        CircuitBreaker all = of(Kind.ALL, call.model());
        if (all.isProbe(call)) return all;
        CircuitBreaker breaker = byModel.get(call.model());
        if (breaker != null && breaker.isProbe(call)) return breaker;
        breaker = failing.get(call.model());
        return breaker != null && breaker.isProbe(call) ? breaker : null;
    }

    /**
     * Counts the failures of a model without an open circuit. Replies that show neither a failing
     * nor a healthy server are ignored.
     *
     * @return the circuit that this reply must open; null if none
     */
    @Nullable CircuitBreaker count(ModelKey model, Reply reply) {
        CircuitBreaker breaker = of(Kind.CIRCUIT_OPEN, model);
        if (CircuitBreaker.served(reply)) breaker.succeeded();
        return reply instanceof Reply.TryAgain && breaker.failed() ? breaker : null;
    }

    /** Returns every circuit for which calls may wait. */
    List<CircuitBreaker> each() {
        List<CircuitBreaker> each = new ArrayList<>();
        each.addAll(all.values());
        each.addAll(byModel.values());
        each.addAll(failing.values());
        return each;
    }

    /**
     * Returns the blocked models and what an operator must fix, in one line; null if nothing is
     * wrong.
     */
    @Nullable String unavailable() {
        List<String> blocked = new ArrayList<>();
        for (CircuitBreaker breaker : all.values())
            if (breaker.isOpen())
                blocked.add(
                        "%s: %s"
                                .formatted(
                                        breaker.model().withName("every model").text(),
                                        breaker.reason()));
        for (CircuitBreaker breaker : byModel.values())
            if (breaker.isOpen())
                blocked.add("model %s: %s".formatted(breaker.model().text(), breaker.reason()));
        return joined(blocked);
    }

    /** Returns how servers fail, in one line; null if no circuit of a failing server is open. */
    @Nullable String failures() {
        Set<String> reasons = new LinkedHashSet<>();
        for (CircuitBreaker breaker : failing.values()) {
            String reason = breaker.reason();
            if (reason != null) reasons.add(reason);
        }
        return joined(reasons);
    }

    private static @Nullable String joined(Collection<String> reasons) {
        return reasons.isEmpty() ? null : String.join("; ", reasons);
    }
}
