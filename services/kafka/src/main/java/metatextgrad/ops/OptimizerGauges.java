package metatextgrad.ops;

import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of the optimizers of each project. Each process shows the rows of its partitions, so their
 * sum, or the largest gain, is that of the project. Not thread-safe.
 */
final class OptimizerGauges {
    private final Map<String, Tried> rows = new HashMap<>();

    private record Tried(ProjectId project, Verdict verdict, @Nullable Double gain, int partition) {
        Tags project(String name, String value) {
            return Tags.of("project", project.value(), name, value);
        }
    }

    void read(int partition, OptimizerVersion version) {
        rows.put(
                version.key(),
                new Tried(version.project(), version.verdict(), version.brought(), partition));
    }

    void addTo(Map<GaugeValues.Key, Double> gauges, Set<Integer> owned) {
        for (Tried row : rows.values()) {
            if (!owned.contains(row.partition())) continue;
            Tags verdict = row.project("verdict", Text.lower(row.verdict()));
            gauges.merge(new GaugeValues.Key(Metrics.OPTIMIZERS, verdict), 1.0, Double::sum);
            if (row.gain() != null && row.verdict() != Verdict.OFFERED)
                gauges.merge(
                        new GaugeValues.Key(Metrics.OPTIMIZER_GAIN, verdict),
                        row.gain(),
                        Math::max);
        }
    }
}
