package metatextgrad.model.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.Event;
import metatextgrad.model.live.MixNotice.Feature;
import metatextgrad.model.live.TaskCommand.AuditSet;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of the tasks of a window with those of the windows before (ADR 62).
 *
 * @param window number of the last window that was compared
 * @param length difference of the lengths of inputs
 * @param firstWord difference of their first words
 * @param notices those of the last 16 windows, the newest last
 */
public record MixCompared(
        ProjectId project, int window, MixShift length, MixShift firstWord, List<MixNotice> notices)
        implements Event {
    private static final int KEPT = 16;

    public MixCompared {
        notices = List.copyOf(notices);
    }

    /** No window was compared. */
    public static MixCompared none(ProjectId project) {
        return new MixCompared(project, 0, MixShift.NONE, MixShift.NONE, List.of());
    }

    /**
     * Returns the comparison of the next window. It ends an open sample.
     *
     * @param at time of the close
     * @param sampled whether a sample follows a notice
     */
    public MixCompared next(
            int number, MixShift ofLength, MixShift ofFirstWord, Instant at, boolean sampled) {
        List<MixNotice> all = new ArrayList<>();
        for (MixNotice notice : notices)
            if (notice.window() > number - KEPT) all.add(notice.ended(at));
        MixCompared next = new MixCompared(project, number, ofLength, ofFirstWord, all);
        Feature feature = next.changed();
        if (feature == null) return next;
        all.add(new MixNotice(number, feature, next.shift(feature), at, sampled ? null : at, 0));
        return new MixCompared(project, number, ofLength, ofFirstWord, all);
    }

    /** Returns the feature that has changed most, in the last window; null if none has. */
    public @Nullable Feature changed() {
        if (!length.isChange() && !firstWord.isChange()) return null;
        boolean byLength =
                length.distance() - length.limit() >= firstWord.distance() - firstWord.limit();
        return byLength ? Feature.LENGTH : Feature.FIRST_WORD;
    }

    /** Returns the difference by this feature. */
    public MixShift shift(Feature feature) {
        return switch (feature) {
            case LENGTH -> length;
            case FIRST_WORD -> firstWord;
        };
    }

    /** Returns the last notice; null if there is none. */
    public @Nullable MixNotice last() {
        return notices.isEmpty() ? null : notices.getLast();
    }

    /** Whether a sample may still draw tasks. */
    public boolean samples() {
        MixNotice last = last();
        return last != null && last.until() == null;
    }

    /**
     * Whether a sample has a task that arrived at this time. Chance decides, before any answer to
     * it is known.
     */
    public boolean draws(TaskId task, Instant arrived) {
        return notices.stream().anyMatch(notice -> notice.covers(arrived))
                && AuditSet.draws(project, task, MixNotice.RATE);
    }

    /** Returns the comparison with one more task in its open sample. */
    public MixCompared drawing(Instant now) {
        List<MixNotice> all = new ArrayList<>(notices);
        all.set(all.size() - 1, all.getLast().drawing(now));
        return new MixCompared(project, window, length, firstWord, all);
    }

    @Override
    public String key() {
        return "mix|" + project;
    }
}
