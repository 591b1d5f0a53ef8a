package metatextgrad.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses durations as people write them: {@code 500ms}, {@code 90s}, {@code 30m}, {@code 12h},
 * {@code 30d}, or in ISO 8601 form.
 */
final class TimeText {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private TimeText() {}

    /**
     * Parses a duration.
     *
     * @throws RuntimeException if the text is no duration, or if the duration is not positive
     */
    static Duration read(String text) {
        Matcher parts = SHORT.matcher(text);
        Duration time =
                parts.matches()
                        ? of(Long.parseLong(parts.group(1)), parts.group(2))
                        : Duration.parse(text);
        if (!time.isPositive()) throw new IllegalArgumentException("not positive: " + text);
        return time;
    }

    private static Duration of(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
