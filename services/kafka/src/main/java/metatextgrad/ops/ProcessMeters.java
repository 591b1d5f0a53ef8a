package metatextgrad.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The meters of a process: ours, and those of Micrometer's binders that {@link BinderMetrics}
 * lists. Only {@code project} and {@code model} are open labels; both are limited. Thread-safe.
 */
public final class ProcessMeters implements AutoCloseable {
    /** The most projects with a label of their own. */
    public static final int PROJECTS = 100;

    /** The most models with a label of their own. */
    public static final int MODELS = 20;

    private static final Set<String> ALLOWED =
            Stream.concat(
                            Arrays.stream(Metrics.values()).map(Metrics::meter),
                            Arrays.stream(BinderMetrics.values()).map(BinderMetrics::meter))
                    .collect(Collectors.toUnmodifiableSet());

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final KafkaMeters kafka;

    /**
     * @param version of the program
     */
    public ProcessMeters(String version) {
        registry.config().meterFilter(new AllowList());
        new LabelLimit("project", PROJECTS).addTo(registry);
        new LabelLimit("model", MODELS).addTo(registry);
        Metrics.BUILD_INFO.gauge(registry, Tags.of("version", version), () -> 1);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        kafka = new KafkaMeters(registry);
    }

    /** Only declared meters. */
    private static final class AllowList implements MeterFilter {
        @Override
        public MeterFilterReply accept(Meter.Id id) {
            return ALLOWED.contains(id.getName())
                    ? MeterFilterReply.NEUTRAL
                    : MeterFilterReply.DENY;
        }
    }

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Returns the meters of the Kafka clients of this process. */
    public KafkaMeters kafka() {
        return kafka;
    }

    @Override
    public void close() {
        kafka.close();
        collections.close();
    }
}
