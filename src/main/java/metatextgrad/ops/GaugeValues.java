package metatextgrad.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Gauges that show the last value set. A gauge is registered with its first value. Thread-safe. */
public final class GaugeValues {
    private final MeterRegistry registry;
    private final Map<String, AtomicReference<Double>> values = new ConcurrentHashMap<>();

    public GaugeValues(MeterRegistry registry) {
        this.registry = registry;
    }

    public void set(Metrics metric, Tags tags, double value) {
        values.computeIfAbsent(metric + tags.toString(), key -> registered(metric, tags))
                .set(value);
    }

    private AtomicReference<Double> registered(Metrics metric, Tags tags) {
        AtomicReference<Double> value = new AtomicReference<>(0.0);
        metric.gauge(registry, tags, value::get);
        return value;
    }
}
