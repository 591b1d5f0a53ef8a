package metatextgrad.services.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What cannot be used now: everything at this address, or single models, so that one project's
 * misspelt name holds nobody else's calls. Guarded by the desk.
 */
final class Outages {
    private final Outage all = new Outage(false);
    private final Map<String, Outage> byModel = new TreeMap<>();

    /** Whether no call of this model may leave. */
    boolean hold(String model) {
        Outage one = byModel.get(model);
        return all.on() || (one != null && one.on());
    }

    Outage of(String model, boolean oneModel) {
        return oneModel ? byModel.computeIfAbsent(model, m -> new Outage(true)) : all;
    }

    /** The outage that holds this model's calls. */
    Outage holding(String model) {
        return of(model, !all.on());
    }

    /** The outage that this call is to find out about, if any. */
    @Nullable Outage probedBy(Flight flight) {
        return each().stream().filter(one -> one.isProbe(flight)).findFirst().orElse(null);
    }

    List<Outage> each() {
        List<Outage> each = new ArrayList<>(byModel.values());
        each.addFirst(all);
        return each;
    }

    /** All that is wrong, in one line; null while nothing is. */
    @Nullable String reasons() {
        String reasons =
                each().stream()
                        .map(Outage::reason)
                        .filter(reason -> reason != null)
                        .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? null : reasons;
    }
}
