package metatextgrad.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Text;
import org.jspecify.annotations.Nullable;

/** Small pieces of text that several views share. Pure. */
public final class Texts {
    /** Marks an amount that is estimated at least in part. */
    public static final String ESTIMATED = "~";

    private static final String NONE = "-";

    private Texts() {}

    /** As {@link String#format}, in the same digits on every machine. */
    public static String format(String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Returns a number, with a mark if it is estimated. */
    public static String count(long count, boolean estimated) {
        return (estimated ? ESTIMATED : "") + count;
    }

    /** Returns a number of things; {@code thing} is in the singular. */
    public static String counted(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** Returns three digits; a dash if there is no score. */
    public static String score(@Nullable Double score) {
        return score == null ? NONE : format("%.3f", score);
    }

    public static String score(@Nullable ScoreStats scores) {
        return score(mean(scores));
    }

    public static @Nullable Double mean(@Nullable ScoreStats scores) {
        return scores == null ? null : (Double) scores.mean();
    }

    public static String orDash(@Nullable Object value) {
        return value == null ? NONE : value.toString();
    }

    /**
     * Returns the warning below results of simulated models.
     *
     * @param world null if there were several
     */
    public static String simulated(@Nullable String world) {
        return "The models were simulated%s: the result does not predict results on your task."
                .formatted(world == null ? "" : " (world " + world + ")");
    }

    /** Returns requests per model role: the program first, without roles that have no requests. */
    public static String roles(Map<ModelRole, Long> requests) {
        List<String> parts = new ArrayList<>();
        for (ModelRole role : ModelRole.values()) {
            long count = requests.getOrDefault(role, 0L);
            if (count > 0) parts.add(Text.lower(role) + " " + count);
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    public static @Nullable String orNull(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
