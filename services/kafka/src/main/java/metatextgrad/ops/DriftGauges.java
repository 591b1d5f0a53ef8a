package metatextgrad.ops;

import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.ProjectId;
import metatextgrad.model.live.DriftDetected;

/** Gauges of the last alarm of each project, for a day after it. Not thread-safe. */
final class DriftGauges {
    private final Map<ProjectId, Alarm> last = new HashMap<>();

    private record Alarm(DriftDetected drift, int partition, Instant at) {}

    void read(int partition, Instant at, DriftDetected drift) {
        last.put(drift.project(), new Alarm(drift, partition, at));
    }

    void addTo(Map<GaugeValues.Key, Double> gauges, Set<Integer> owned, Instant now) {
        last.values().removeIf(alarm -> alarm.at().isBefore(now.minus(TableMeters.LOGS)));
        for (Alarm alarm : last.values()) {
            if (!owned.contains(alarm.partition())) continue;
            Tags project = Tags.of("project", alarm.drift().project().value());
            double age = Duration.between(alarm.at(), now).toMillis() / 1e3;
            gauges.put(new GaugeValues.Key(Metrics.DRIFT_AGE, project), age);
            gauges.put(
                    new GaugeValues.Key(Metrics.DRIFT_DROP, project),
                    alarm.drift().before() - alarm.drift().after());
        }
    }
}
