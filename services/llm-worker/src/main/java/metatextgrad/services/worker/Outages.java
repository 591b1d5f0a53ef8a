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
    private final Outage all = new Outage(Outage.Kind.ALL);
    private final Map<String, Outage> byModel = new TreeMap<>();
    private final Map<String, Outage> storms = new TreeMap<>();

    /** Whether no call of this model may leave. */
    boolean hold(String model) {
        Outage one = byModel.get(model);
        return all.on() || (one != null && one.on()) || storming(model);
    }

    /** Whether this model's server only fails. */
    private boolean storming(String model) {
        Outage storm = storms.get(model);
        return storm != null && storm.on();
    }

    Outage of(String model, Outage.Kind kind) {
        return switch (kind) {
            case ALL -> all;
            case MODEL -> byModel.computeIfAbsent(model, m -> new Outage(kind));
            case CIRCUIT_OPEN -> storms.computeIfAbsent(model, m -> new Outage(kind));
        };
    }

    /** The outage that holds this model's calls. */
    Outage holding(String model) {
        if (all.on()) return all;
        return of(model, storming(model) ? Outage.Kind.CIRCUIT_OPEN : Outage.Kind.MODEL);
    }

    /** The outage that this call is to find out about, if any. */
    @Nullable Outage probedBy(InFlightCall flight) {
        return each().stream().filter(one -> one.isProbe(flight)).findFirst().orElse(null);
    }

    List<Outage> each() {
        List<Outage> each = new ArrayList<>(byModel.values());
        each.addFirst(all);
        each.addAll(storms.values());
        return each;
    }

    /** All that somebody must mend, in one line; null while nothing is wrong. */
    @Nullable String reasons() {
        return reasons(false);
    }

    /** How servers fail, in one line; null while none does nothing else. */
    @Nullable String storms() {
        return reasons(true);
    }

    private @Nullable String reasons(boolean storms) {
        String reasons =
                each().stream()
                        .filter(outage -> (outage.kind() == Outage.Kind.CIRCUIT_OPEN) == storms)
                        .map(Outage::reason)
                        .filter(reason -> reason != null)
                        .distinct()
                        .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? null : reasons;
    }
}
