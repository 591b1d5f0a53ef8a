package metatextgrad.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.ops.BinderMetrics.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProcessMetersTest {
    private final ProcessMeters meters = new ProcessMeters("1.2");
    private final PrometheusMeterRegistry registry = meters.registry();

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void shouldShowTheListedMetersOfTheProcessWithTheListedLabels() {
        System.gc();
        for (BinderMetrics metric : BinderMetrics.values()) {
            if (metric.source() != Source.PROCESS || metric == BinderMetrics.JVM_GC_PAUSE) continue;
            List<Meter> found = registry.find(metric.meter()).meters().stream().toList();
            assertThat(found).as(metric.meter()).isNotEmpty();
            for (Meter meter : found) {
                assertThat(meter.getId().getTags().stream().map(Tag::getKey))
                        .as(metric.meter())
                        .containsExactlyElementsOf(metric.tags());
            }
        }
    }

    @Test
    void shouldShowNothingElse() {
        new LoopMeters(registry);
        Set<String> declared =
                Stream.concat(
                                Arrays.stream(Metrics.values())
                                        .flatMap(metric -> Series.of(metric).stream()),
                                Arrays.stream(BinderMetrics.values())
                                        .flatMap(metric -> metric.series().stream()))
                        .collect(Collectors.toCollection(TreeSet::new));
        registry.counter("http.requests").increment();
        assertThat(series()).isSubsetOf(declared).doesNotContain("http_requests_total");
        assertThat(registry.scrape()).contains("mtg_build_info{version=\"1.2\"} 1\n");
    }

    @Test
    void shouldCountFurtherProjectsAsOtherAndOmitTheirGauges() {
        IntStream.range(0, ProcessMeters.PROJECTS + 3).forEach(this::addProject);
        assertThat(registry.find(Metrics.SERVED_CHANGES.meter()).counters())
                .hasSize(ProcessMeters.PROJECTS + 1);
        assertThat(registry.get(Metrics.SERVED_CHANGES.meter()).tag("project", "other").counter())
                .returns(3.0, counter -> counter.count());
        assertThat(registry.find(Metrics.WINDOW_TASKS.meter()).gauges())
                .hasSize(ProcessMeters.PROJECTS);
        assertThat(registry.scrape())
                .contains("mtg_labels_capped_total{label=\"project\"} 3.0")
                .contains("mtg_labels_capped_total{label=\"model\"} 0.0");
    }

    private void addProject(int number) {
        Tags project = Tags.of("project", "p" + number);
        Metrics.SERVED_CHANGES.counter(registry, project.and("change", "promoted")).increment();
        Metrics.WINDOW_TASKS.gauge(registry, project, () -> number);
    }

    private Set<String> series() {
        return registry.scrape()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
