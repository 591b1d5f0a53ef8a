package metatextgrad.embedded.live;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/**
 * Writes series of the demo as OpenMetrics text, with times of the demo's clock. On that clock
 * tasks are equally far apart. A series has a sample for each task, since Prometheus treats a
 * series without a sample for five minutes as ended. Not thread-safe.
 */
public final class LiveMetrics implements AutoCloseable {
    /** Without those of the real clock, and without those that every service has. */
    private static final Set<String> WRITTEN =
            Set.of(
                    "mtg_best_score",
                    "mtg_seed_score",
                    "mtg_runs_open",
                    "mtg_window_tasks",
                    "mtg_pool_tasks",
                    "mtg_contest_tasks",
                    "mtg_contest_evidence",
                    "mtg_contest_evidence_needed",
                    "mtg_contest_gain",
                    "mtg_contest_stage",
                    "mtg_served_share",
                    "mtg_served_changes",
                    "mtg_llm_requests",
                    "mtg_budget_day_spent");

    private static final String OF_DEMO = "mtg_demo_";

    private final Path file;
    private final List<PrometheusMeterRegistry> registries;
    private final Instant first;
    private final Duration step;
    private final TreeMap<String, Family> families = new TreeMap<>();
    private final TreeSet<Integer> samples = new TreeSet<>();

    /** The series of one name. */
    private record Family(
            boolean counter, String help, TreeMap<String, TreeMap<Integer, Double>> series) {}

    /**
     * Creates the file.
     *
     * @param registries of these, the series of adaptation are written
     * @param first time of task 0
     * @param step time between two tasks
     * @throws EnvironmentProblem if the file cannot be written
     */
    public LiveMetrics(
            Path file, List<PrometheusMeterRegistry> registries, Instant first, Duration step) {
        this.file = file;
        this.registries = List.copyOf(registries);
        this.first = first;
        this.step = step;
        write(List.of());
    }

    /**
     * Reads all series now.
     *
     * @param answered tasks until now
     */
    public void sample(int answered) {
        samples.add(answered);
        for (PrometheusMeterRegistry registry : registries)
            registry.getPrometheusRegistry().scrape(LiveMetrics::isWritten).forEach(this::read);
    }

    /** Writes all samples. */
    @Override
    public void close() {
        List<String> lines = new ArrayList<>();
        families.forEach((name, family) -> add(lines, name, family));
        lines.add("# EOF");
        write(lines);
    }

    private static boolean isWritten(String name) {
        return name.startsWith(OF_DEMO) || WRITTEN.contains(name);
    }

    private void read(MetricSnapshot family) {
        for (DataPointSnapshot point : family.getDataPoints()) {
            switch (point) {
                case GaugeSnapshot.GaugeDataPointSnapshot gauge ->
                        put(family, false, point.getLabels(), gauge.getValue());
                case CounterSnapshot.CounterDataPointSnapshot counter ->
                        put(family, true, point.getLabels(), counter.getValue());
                default -> {
                    // Histograms of calls would make the file large.
                }
            }
        }
    }

    private void put(MetricSnapshot of, boolean counter, Labels labels, double value) {
        String help = String.valueOf(of.getMetadata().getHelp());
        families.computeIfAbsent(
                        of.getMetadata().getPrometheusName(),
                        name -> new Family(counter, help, new TreeMap<>()))
                .series()
                .computeIfAbsent(text(labels), name -> new TreeMap<>())
                .put(samples.last(), value);
    }

    private void add(List<String> lines, String name, Family family) {
        lines.add("# HELP %s %s".formatted(name, escaped(family.help())));
        lines.add("# TYPE %s %s".formatted(name, family.counter() ? "counter" : "gauge"));
        String sample = family.counter() ? name + "_total" : name;
        family.series().forEach((labels, values) -> add(lines, sample + labels, values));
    }

    /** Until the next sample the value is repeated for each task, also if the series ends there. */
    private void add(List<String> lines, String series, Map<Integer, Double> values) {
        values.forEach(
                (sampled, value) -> {
                    Integer next = samples.higher(sampled);
                    int end = next == null ? sampled + 1 : next;
                    for (int task = sampled; task < end; task++) {
                        Instant time = first.plus(step.multipliedBy(task));
                        lines.add(series + " " + value + " " + time.getEpochSecond());
                    }
                });
    }

    private static String text(Labels labels) {
        if (labels.isEmpty()) return "";
        List<String> texts = new ArrayList<>();
        labels.forEach(
                label -> texts.add(label.getName() + "=\"" + escaped(label.getValue()) + "\""));
        return "{" + String.join(",", texts) + "}";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private void write(List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw Exit.CONFIGURATION.problem(
                    e, "--metrics: %s cannot be written: choose another file", file);
        }
    }
}
