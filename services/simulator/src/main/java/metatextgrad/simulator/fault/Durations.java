package metatextgrad.simulator.fault;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses durations such as {@code 250ms}, {@code 1.5s} and {@code 2m}; a bare number is in ms. */
final class Durations {
    private static final Pattern SHAPE = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m)?");

    private static final double LONGEST_MILLIS = 86_400_000;

    private Durations() {}

    static Duration parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches())
            throw new IllegalArgumentException("not a duration: '" + text + "', try 250ms or 1.5s");
        String unit = String.valueOf(matcher.group(2));
        double millis =
                switch (unit) {
                    case "s" -> 1_000;
                    case "m" -> 60_000;
                    default -> 1;
                };
        double all = Double.parseDouble(String.valueOf(matcher.group(1))) * millis;
        if (all > LONGEST_MILLIS)
            throw new IllegalArgumentException("'" + text + "' is more than a day, try 1.5s");
        return ofMillis(all);
    }

    static Duration ofMillis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1_000_000));
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
