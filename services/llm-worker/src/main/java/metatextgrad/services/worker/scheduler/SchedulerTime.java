package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.time.Instant;

/**
 * The time at which an input arrives.
 *
 * @param nanos of a monotonic clock: only differences are meaningful
 * @param wall for days and for people
 */
public record SchedulerTime(long nanos, Instant wall) {
    private static final long DAY = Duration.ofDays(1).toSeconds();

    /** Returns the day in UTC, counted from 1970-01-01. */
    long day() {
        return Math.floorDiv(wall.getEpochSecond(), DAY);
    }
}
