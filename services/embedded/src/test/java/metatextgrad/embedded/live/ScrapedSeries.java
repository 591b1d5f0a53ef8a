package metatextgrad.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.ops.BinderMetrics;
import metatextgrad.ops.Metrics;
import metatextgrad.ops.Series;

/** Names and labels of a scrape, compared with the declared ones. */
record ScrapedSeries(Map<String, Set<String>> labels) {
    private static final Pattern LINE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? .*");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    /** Not before the collector has stopped the process once. */
    private static final BinderMetrics PAUSES = BinderMetrics.JVM_GC_PAUSE;

    static ScrapedSeries of(String scrape) {
        Map<String, Set<String>> labels = new TreeMap<>();
        for (String line : scrape.lines().filter(one -> !one.startsWith("#")).toList()) {
            Matcher parts = LINE.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            Set<String> found = labels.computeIfAbsent(parts.group(1), name -> new TreeSet<>());
            if (parts.group(2) == null) continue;
            LABEL.matcher(parts.group(2)).results().forEach(label -> found.add(label.group(1)));
        }
        return new ScrapedSeries(labels);
    }

    /** Each series is declared with its labels, and each meter of the binders is there. */
    void requireDeclared() {
        Map<String, Set<String>> declared = declared();
        assertThat(declared.keySet()).containsAll(labels.keySet());
        labels.forEach(
                (name, found) -> {
                    found.remove("le");
                    assertThat(found).as(name).isEqualTo(declared.get(name));
                });
        for (BinderMetrics metric : BinderMetrics.values())
            if (metric != PAUSES) assertThat(labels.keySet()).containsAll(metric.series());
    }

    void requireOurs(List<Metrics> metrics) {
        for (Metrics metric : metrics) assertThat(labels.keySet()).containsAll(Series.of(metric));
    }

    private static Map<String, Set<String>> declared() {
        Map<String, Set<String>> declared = new TreeMap<>();
        for (Metrics metric : Metrics.values())
            Series.of(metric).forEach(name -> declared.put(name, Set.copyOf(metric.tags())));
        for (BinderMetrics metric : BinderMetrics.values())
            metric.series().forEach(name -> declared.put(name, Set.copyOf(metric.tags())));
        return declared;
    }
}
