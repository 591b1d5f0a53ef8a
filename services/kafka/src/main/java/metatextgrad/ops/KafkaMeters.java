package metatextgrad.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import metatextgrad.ops.BinderMetrics.Source;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The listed metrics of all Kafka clients of a process, without ids of clients, threads and tasks.
 *
 * <p>Micrometer's binders distinguish clients by their ids, so a filter must not remove these. The
 * binders fill a registry that is not scraped. This class shows one value for the meters whose
 * remaining labels are equal. Thread-safe.
 */
public final class KafkaMeters implements AutoCloseable {
    private static final Duration REFRESH = Duration.ofSeconds(5);

    /** How often a binder looks for new metrics, of which clients have thousands. */
    private static final Duration BIND = Duration.ofSeconds(15);

    private final SimpleMeterRegistry clients = new SimpleMeterRegistry();
    private final Map<BinderMetrics, MultiGauge> shown = new EnumMap<>(BinderMetrics.class);

    /** The meters behind each gauge. */
    private final Map<BinderMetrics, Map<Tags, List<Meter>>> meters = new ConcurrentHashMap<>();

    private final List<AutoCloseable> binders = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService refresh =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("kafka-meters").factory());

    KafkaMeters(MeterRegistry registry) {
        for (BinderMetrics metric : BinderMetrics.values()) {
            if (metric.source() == Source.PROCESS) continue;
            shown.put(
                    metric,
                    MultiGauge.builder(metric.meter())
                            .description(metric.sentence())
                            .register(registry));
        }
        Set<String> names =
                shown.keySet().stream()
                        .map(BinderMetrics::meter)
                        .collect(Collectors.toUnmodifiableSet());
        clients.config().meterFilter(MeterFilter.denyUnless(id -> names.contains(id.getName())));
        var unused =
                refresh.scheduleWithFixedDelay(
                        this::show, 0, REFRESH.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Shows the metrics of a stream processor with its clients. */
    public void add(KafkaStreams streams) {
        KafkaStreamsMetrics binder = new KafkaStreamsMetrics(streams, Tags.empty(), refresh, BIND);
        binders.add(binder);
        binder.bindTo(clients);
    }

    /** Shows the metrics of a consumer. */
    public void add(Consumer<?, ?> consumer) {
        KafkaClientMetrics binder = new KafkaClientMetrics(consumer, Tags.empty(), refresh, BIND);
        binders.add(binder);
        binder.bindTo(clients);
    }

    /**
     * Updates which combinations of labels exist; their values are read at each scrape. Two threads
     * must not interleave here: an earlier look would replace a later one.
     */
    synchronized void show() {
        Map<String, List<Meter>> bound =
                clients.getMeters().stream()
                        .collect(Collectors.groupingBy(meter -> meter.getId().getName()));
        shown.forEach(
                (metric, gauge) ->
                        gauge.register(
                                rows(metric, bound.getOrDefault(metric.meter(), List.of()))));
    }

    /** Gauges that exist stay: a scrape while one is replaced would have it twice. */
    private List<Row<?>> rows(BinderMetrics metric, List<Meter> bound) {
        Map<Tags, List<Meter>> byLabels =
                bound.stream()
                        .filter(meter -> hasLabels(metric, meter))
                        .collect(Collectors.groupingBy(meter -> labels(metric, meter)));
        Set<String> dotted =
                byLabels.keySet().stream()
                        .map(KafkaMeters::topic)
                        .filter(topic -> topic.contains("."))
                        .map(topic -> topic.replace('.', '_'))
                        .collect(Collectors.toSet());
        byLabels.keySet().removeIf(labels -> dotted.contains(topic(labels)));
        meters.put(metric, byLabels);
        return byLabels.keySet().stream()
                .<Row<?>>map(labels -> Row.of(labels, () -> value(metric, labels)))
                .toList();
    }

    /** Some metrics exist twice: as a total, and by topic and partition. */
    private static boolean hasLabels(BinderMetrics metric, Meter meter) {
        return metric.tags().stream().allMatch(tag -> meter.getId().getTag(tag) != null);
    }

    /** Consumers show a topic with a dot twice, the second time with underscores for dots. */
    private static String topic(Tags labels) {
        return labels.stream()
                .filter(tag -> tag.getKey().equals("topic"))
                .map(Tag::getValue)
                .findFirst()
                .orElse("");
    }

    private static Tags labels(BinderMetrics metric, Meter meter) {
        return Tags.of(
                metric.tags().stream()
                        .map(tag -> Tag.of(tag, Objects.requireNonNull(meter.getId().getTag(tag))))
                        .toList());
    }

    private double value(BinderMetrics metric, Tags labels) {
        DoubleStream values =
                meters.getOrDefault(metric, Map.of()).getOrDefault(labels, List.of()).stream()
                        .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                        .filter(value -> !Double.isNaN(value));
        return metric.source() == Source.CLIENT_SUM
                ? values.sum()
                : values.max().orElse(Double.NaN);
    }

    @Override
    public void close() {
        refresh.shutdownNow();
        for (AutoCloseable binder : binders) {
            try {
                binder.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        clients.close();
    }
}
