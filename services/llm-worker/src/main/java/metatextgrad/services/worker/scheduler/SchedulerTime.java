package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.time.Instant;

/**
 * The time at which an input arrives.
 *
 * @param nanos of a monotonic clock: only differences are meaningful
 * @param day in UTC, counted from 1970-01-01
 */
public record SchedulerTime(long nanos, long day) {
    private static final long DAY = Duration.ofDays(1).toSeconds();

    public static SchedulerTime of(long nanos, Instant now) {
        return new SchedulerTime(nanos, Math.floorDiv(now.getEpochSecond(), DAY));
    }
}
