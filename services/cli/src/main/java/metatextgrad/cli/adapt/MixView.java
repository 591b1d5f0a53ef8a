package metatextgrad.cli.adapt;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Text;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.MixNotice;
import metatextgrad.model.live.MixShift;
import org.jspecify.annotations.Nullable;

/**
 * A change of the mix of tasks, for {@code mtg adapt status}. Pure.
 *
 * @param window number of the window that differs from those before
 * @param feature in which it differs: length or first_word
 * @param before share of the tasks that changed most, in the windows before
 * @param now their share in the window
 * @param distance chi-squared distance
 * @param limit what chance explains
 * @param at when the window closed, in UTC
 * @param drawn tasks without a right answer in the audit sample after it
 * @param ended whether the sample has ended
 * @param text what has changed, in one line
 * @param sample what the sample has, in one line; empty if labels are no evidence
 */
record MixView(
        int window,
        String feature,
        double before,
        double now,
        double distance,
        double limit,
        String at,
        int drawn,
        boolean ended,
        String text,
        String sample) {
    /** Returns the last notice; null if there is none. */
    static @Nullable MixView of(MixCompared compared) {
        MixNotice notice = compared.last();
        if (notice == null) return null;
        MixShift shift = notice.shift();
        return new MixView(
                notice.window(),
                Text.lower(notice.feature()),
                shift.before(),
                shift.now(),
                shift.distance(),
                shift.limit(),
                notice.at().toString(),
                notice.drawn(),
                notice.until() != null,
                notice.reason(),
                notice.sample());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%s (%s)".formatted(text, at));
        if (!sample.isEmpty()) lines.add(sample);
        return lines;
    }
}
