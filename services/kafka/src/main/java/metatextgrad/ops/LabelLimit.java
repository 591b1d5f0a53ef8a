package metatextgrad.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the values of an open label. Counters and timers show further values as {@code other}.
 * Gauges of further values are dropped, because a value of several owners means nothing.
 * Thread-safe.
 */
final class LabelLimit implements MeterFilter {
    static final String OTHER = "other";

    private final String label;
    private final int limit;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> beyond = ConcurrentHashMap.newKeySet();

    LabelLimit(String label, int limit) {
        this.label = label;
        this.limit = limit;
    }

    /** Adds the limit, and the counter of values beyond it, to an empty registry. */
    void addTo(MeterRegistry registry) {
        registry.config().meterFilter(this);
        FunctionCounter.builder(Metrics.LABELS_CAPPED.meter(), beyond, Set::size)
                .description(Metrics.LABELS_CAPPED.sentence())
                .tags("label", label)
                .register(registry);
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String value = id.getTag(label);
        if (value == null || id.getType() == Meter.Type.GAUGE || admits(value)) return id;
        return id.replaceTags(Tags.concat(id.getTags(), Tags.of(Tag.of(label, OTHER))));
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String value = id.getTag(label);
        boolean dropped = value != null && id.getType() == Meter.Type.GAUGE && !admits(value);
        return dropped ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    private boolean admits(String value) {
        if (value.equals(OTHER) || known.contains(value)) return true;
        synchronized (known) {
            if (known.size() < limit) known.add(value);
        }
        if (known.contains(value)) return true;
        // Bounded as well: the count of values beyond the limit is exact up to this size.
        if (beyond.size() < 10 * limit) beyond.add(value);
        return false;
    }
}
