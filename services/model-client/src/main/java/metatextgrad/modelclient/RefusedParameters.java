package metatextgrad.modelclient;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The parameters that a server has refused, for each of its models, while this process runs. A new
 * process sends them again: servers learn parameters, and one refusal per process costs nothing.
 * Thread-safe.
 */
final class RefusedParameters {
    private final Map<String, Set<RequestParameter>> byModel = new ConcurrentHashMap<>();

    Set<RequestParameter> of(String model) {
        return byModel.getOrDefault(model, Set.of());
    }

    /** Returns whether this is news. */
    boolean add(String model, RequestParameter parameter) {
        AtomicBoolean added = new AtomicBoolean();
        byModel.compute(
                model,
                (name, known) -> {
                    EnumSet<RequestParameter> more = EnumSet.noneOf(RequestParameter.class);
                    if (known != null) more.addAll(known);
                    added.set(more.add(parameter));
                    return Collections.unmodifiableSet(more);
                });
        return added.get();
    }
}
