package metatextgrad.simulator.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A deliberate failure of one call, or none. */
public sealed interface Fault {
    Pattern STATUS = Pattern.compile("([2-5]\\d\\d)(?:\\((\\d{1,9})\\))?");

    /**
     * Parses {@code ok}, a status such as {@code 500}, {@code 429(7)} with the seconds of its
     * Retry-After, or a kind.
     */
    static Fault parse(String text) {
        Matcher status = STATUS.matcher(text);
        if (status.matches())
            return new Status(Integer.parseInt(String.valueOf(status.group(1))), status.group(2));
        return switch (text) {
            case "ok" -> new None();
            case "quota" -> new Quota();
            case "hang" -> new Hang();
            case "reset" -> new Reset();
            case "slow" -> new Slow();
            default -> new Unusable(Unusable.Kind.named(text));
        };
    }

    /** The call succeeds. */
    record None() implements Fault {}

    /** The response has an error status and, if not null, a {@code Retry-After} header. */
    record Status(int status, @Nullable String retryAfter) implements Fault {}

    /** The quota is exhausted: a 429 that a later retry gets too. */
    record Quota() implements Fault {}

    /** The server never responds. */
    record Hang() implements Fault {}

    /** The connection closes in the middle of the body. */
    record Reset() implements Fault {}

    /** The body arrives one byte at a time. */
    record Slow() implements Fault {}

    /** The status is 200, and the body is unusable. */
    record Unusable(Kind kind) implements Fault {
        /** The defect of the body. */
        public enum Kind {
            GARBAGE,
            NO_CHOICES,
            EMPTY,
            NULL_CONTENT,
            REFUSAL,
            LENGTH,
            HUGE;

            static Kind named(String text) {
                String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
                return Arrays.stream(values())
                        .filter(kind -> kind.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> unknown(text));
            }

            private static IllegalArgumentException unknown(String text) {
                var known = List.of("ok", "500", "429(7)", "quota", "hang", "reset", "slow");
                return new IllegalArgumentException(
                        "unknown fault '%s'; known are %s and %s"
                                .formatted(
                                        text,
                                        String.join(", ", known),
                                        Arrays.toString(values())
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')));
            }
        }
    }
}
