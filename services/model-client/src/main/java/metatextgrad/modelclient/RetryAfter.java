package metatextgrad.modelclient;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the wait that a server requests. Invalid values are dropped. */
public final class RetryAfter {
    public static final Duration CAP = Duration.ofSeconds(60);

    private RetryAfter() {}

    /**
     * @param millis values of {@code retry-after-ms}
     * @param values values of {@code retry-after}: seconds or a date
     * @return at most a minute; null if missing, invalid or in the past
     */
    public static @Nullable Duration parse(
            List<String> millis, List<String> values, InstantSource clock) {
        for (String value : millis) {
            Duration wait = number(value, 1);
            if (wait != null) return wait;
        }
        for (String value : values) {
            Duration wait = number(value, 1000);
            if (wait == null) wait = date(value, clock);
            if (wait != null) return wait;
        }
        return null;
    }

    private static @Nullable Duration number(String value, int unitMillis) {
        try {
            double millis = Double.parseDouble(value.strip()) * unitMillis;
            return millis > 0 ? capped(Duration.ofMillis((long) millis)) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Duration date(String value, InstantSource clock) {
        try {
            ZonedDateTime at =
                    ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), at.toInstant());
            return wait.isPositive() ? capped(wait) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration capped(Duration wait) {
        return wait.compareTo(CAP) > 0 ? CAP : wait;
    }
}
