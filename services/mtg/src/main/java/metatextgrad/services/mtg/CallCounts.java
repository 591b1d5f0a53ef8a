package metatextgrad.services.mtg;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.streams.LoopMetrics;

/**
 * Asks and tokens as the meters of this process counted them.
 *
 * @param byRole asks per model role, paid and saved together
 * @param saved asks answered from a recorded call
 */
record CallCounts(Map<String, Long> byRole, long saved, long inputTokens, long outputTokens) {
    static CallCounts of(MeterRegistry meters) {
        Map<String, Long> roles = new TreeMap<>();
        for (Counter asks : meters.find(LoopMetrics.ASKS.meter()).counters()) {
            roles.merge(
                    String.valueOf(asks.getId().getTag("role")), (long) asks.count(), Long::sum);
        }
        return new CallCounts(
                roles,
                sum(meters, LoopMetrics.REUSED, "", ""),
                sum(meters, LoopMetrics.TOKENS, "type", "input"),
                sum(meters, LoopMetrics.TOKENS, "type", "output"));
    }

    long asks() {
        return byRole.values().stream().mapToLong(Long::longValue).sum();
    }

    long paid() {
        return asks() - saved;
    }

    private static long sum(MeterRegistry meters, LoopMetrics metric, String tag, String value) {
        return meters.find(metric.meter()).counters().stream()
                .filter(counter -> tag.isEmpty() || value.equals(counter.getId().getTag(tag)))
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }
}
