package metatextgrad.modelclient;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rate limits that a server reports. Any may be missing; invalid ones are dropped. */
public record RateHeaders(Reported requests, Reported tokens) {
    public static final RateHeaders NONE = new RateHeaders(Reported.NOTHING, Reported.NOTHING);

    private static final double MAX = 1e9;
    private static final Pattern RESET =
            Pattern.compile(
                    "(?:(\\d{1,4})h)?(?:(\\d{1,4})m(?!s))?"
                            + "(?:(\\d{1,6}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,9})ms)?");

    /**
     * The limit of requests or of tokens. Values are null if missing or invalid.
     *
     * @param limit per minute; some servers report it per day
     * @param reset the time until the full limit is available; null if over a minute
     */
    public record Reported(
            @Nullable Long limit, @Nullable Long remaining, @Nullable Duration reset) {
        public static final Reported NOTHING = new Reported(null, null, null);
    }

    /**
     * Parses headers.
     *
     * @param values returns the values of a header, given its name
     */
    public static RateHeaders of(Function<String, List<String>> values) {
        return new RateHeaders(reported(values, "requests"), reported(values, "tokens"));
    }

    private static Reported reported(Function<String, List<String>> values, String kind) {
        Long limit = number(first(values, "x-ratelimit-limit-" + kind), 1);
        Long remaining = number(first(values, "x-ratelimit-remaining-" + kind), 0);
        boolean tooMany = limit != null && remaining != null && remaining > limit;
        return new Reported(
                limit,
                tooMany ? null : remaining,
                time(first(values, "x-ratelimit-reset-" + kind)));
    }

    private static String first(Function<String, List<String>> values, String name) {
        List<String> all = values.apply(name);
        return all.isEmpty() ? "" : all.getFirst().strip();
    }

    private static @Nullable Long number(String text, long least) {
        try {
            double number = Double.parseDouble(text);
            return number >= least && number <= MAX ? (long) number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Duration time(String text) {
        Matcher parts = RESET.matcher(text);
        if (text.isEmpty() || !parts.matches()) return null;
        double seconds =
                part(parts, 1) * 3600
                        + part(parts, 2) * 60
                        + part(parts, 3)
                        + part(parts, 4) / 1000;
        Duration reset = Duration.ofNanos((long) (seconds * 1e9));
        return reset.compareTo(RetryAfter.CAP) > 0 ? null : reset;
    }

    private static double part(Matcher parts, int group) {
        String found = parts.group(group);
        return found == null ? 0 : Double.parseDouble(found);
    }
}
