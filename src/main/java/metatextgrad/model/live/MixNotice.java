package metatextgrad.model.live;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A notice that the mix of tasks changed, and the audit sample that follows it. Both only inform.
 *
 * @param window number of the window
 * @param feature in which it differs from the windows before
 * @param at when the window closed; the sample has later tasks
 * @param until time of the last task that the sample may have; null while it is open
 * @param drawn tasks without a right answer in the sample
 */
public record MixNotice(
        int window,
        Feature feature,
        MixShift shift,
        Instant at,
        @Nullable Instant until,
        int drawn) {
    /** Share of the tasks without a right answer that the sample draws. */
    public static final double RATE = .1;

    /** The sample ends with so many tasks, or else with the next window. */
    public static final int MOST = 50;

    private static final int PERCENT = 100;

    /** What inputs show without a model. */
    public enum Feature {
        /** The estimated tokens of the input, in powers of two. */
        LENGTH,
        /** The first word, by a hash. */
        FIRST_WORD
    }

    /** What has changed, in one line. */
    public String reason() {
        return String.format(
                Locale.ROOT,
                "mix of tasks: in window %d, %.0f %% %s, %.0f %% before (distance %.2f, chance explains %.2f)",
                window,
                PERCENT * shift.now(),
                switch (feature) {
                    case LENGTH -> "have " + TaskMix.tokens(shift.from(), shift.to());
                    case FIRST_WORD -> "begin with words of one group";
                },
                PERCENT * shift.before(),
                shift.distance(),
                shift.limit());
    }

    /** What the audit sample has, in one line; empty if labels are no evidence. */
    public String sample() {
        if (at.equals(until)) return "";
        return String.format(
                Locale.ROOT,
                "audit after window %d: %.0f %% of the tasks without a right answer, %d drawn; %s",
                window,
                PERCENT * RATE,
                drawn,
                until == null ? "it ends with " + MOST + " or with the next window" : "it ended");
    }

    boolean covers(Instant time) {
        return time.isAfter(at) && (until == null || !time.isAfter(until));
    }

    /** Returns the notice with one more task in its sample, which may be its last one. */
    MixNotice drawing(Instant now) {
        int more = drawn + 1;
        return new MixNotice(window, feature, shift, at, more >= MOST ? now : null, more);
    }

    MixNotice ended(Instant now) {
        return until == null ? new MixNotice(window, feature, shift, at, now, drawn) : this;
    }
}
