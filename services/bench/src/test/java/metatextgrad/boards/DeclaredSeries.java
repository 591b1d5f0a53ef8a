package metatextgrad.boards;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.ops.BinderMetrics;
import metatextgrad.ops.Metrics;
import metatextgrad.ops.Series;

/** The series of services, as docs/metrics.md lists them, and their names in queries. */
final class DeclaredSeries {
    private static final Pattern NAME =
            Pattern.compile("\\b(mtg|jvm|process|system|kafka)_[a-z_]+");

    private DeclaredSeries() {}

    static Set<String> all() {
        Set<String> all = new TreeSet<>();
        Arrays.stream(Metrics.values()).map(Series::of).forEach(all::addAll);
        Arrays.stream(BinderMetrics.values()).map(BinderMetrics::series).forEach(all::addAll);
        return all;
    }

    /** Returns one name for all series of a timer. */
    static Set<String> withoutParts(Set<String> series) {
        return series.stream()
                .map(name -> name.replaceAll("_seconds_(bucket|count|sum|max)$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the names in a query that begin like series of services, sorted. */
    static List<String> in(String query) {
        return NAME.matcher(query)
                .results()
                .map(found -> found.group())
                .distinct()
                .sorted()
                .toList();
    }
}
