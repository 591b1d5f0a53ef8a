package metatextgrad.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Gauges that show the last value set. A gauge is registered with its first value. Thread-safe. */
public final class GaugeValues {
    private final MeterRegistry registry;
    private final Map<Key, Value> values = new ConcurrentHashMap<>();

    /** A gauge of a metric with these tags. */
    public record Key(Metrics metric, Tags tags) {}

    private record Value(AtomicReference<Double> last, Gauge gauge) {}

    public GaugeValues(MeterRegistry registry) {
        this.registry = registry;
    }

    public void set(Metrics metric, Tags tags, double value) {
        set(new Key(metric, tags), value);
    }

    /** Shows no value any more. */
    public void remove(Metrics metric, Tags tags) {
        remove(new Key(metric, tags));
    }

    /** Shows these values, and removes every other gauge. */
    public void setAll(Map<Key, Double> now) {
        Set.copyOf(values.keySet()).stream()
                .filter(key -> !now.containsKey(key))
                .forEach(this::remove);
        now.forEach(this::set);
    }

    private void set(Key key, double value) {
        values.computeIfAbsent(key, this::registered).last().set(value);
    }

    private void remove(Key key) {
        Value gone = values.remove(key);
        if (gone != null) registry.remove(gone.gauge());
    }

    private Value registered(Key key) {
        AtomicReference<Double> last = new AtomicReference<>(0.0);
        return new Value(last, key.metric().gauge(registry, key.tags(), last::get));
    }
}
