package metatextgrad.ops;

import java.util.List;
import java.util.stream.Stream;

/** Names of a metric's series in Prometheus. */
public final class Series {
    private Series() {}

    public static List<String> of(Metrics metric) {
        String name = metric.meter().replace('.', '_');
        return switch (metric.kind()) {
            case COUNTER -> List.of(name + "_total");
            case GAUGE -> List.of(name);
            case TIMER ->
                    Stream.of("bucket", "count", "sum", "max")
                            .map(part -> name + "_seconds_" + part)
                            .toList();
        };
    }
}
