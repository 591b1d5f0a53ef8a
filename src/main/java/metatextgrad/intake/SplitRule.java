package metatextgrad.intake;

import java.util.Locale;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.SplitShares;

/**
 * The permanent split of a task: the stated one, or else a hash of its group, or else a hash of its
 * normalised input. The id never matters, since production repeats questions under new ids (METHOD
 * §3.5).
 */
public final class SplitRule {
    private SplitRule() {}

    public static Split split(TaskSubmitted task, SplitShares shares) {
        if (task.split() != null) return task.split();
        double u = ContentHash.unit(task.project(), family(task));
        if (u < shares.train()) return Split.TRAIN;
        if (u < shares.train() + shares.val()) return Split.VAL;
        if (u < shares.train() + shares.val() + shares.gate()) return Split.GATE;
        return Split.TEST;
    }

    /** Returns the key of tasks that must be in one split: those of a group, or of one question. */
    static String family(TaskSubmitted task) {
        return task.group() != null ? task.group() : normalised(task.input());
    }

    /**
     * Returns the text without differences of case and blanks. Digits stay, because in tasks such
     * as counting or arithmetic they are the question. Folding them would make one question of a
     * whole set, and so put the set into one split.
     */
    public static String normalised(String input) {
        return input.strip().replaceAll("[\\s\\h]+", " ").toLowerCase(Locale.ROOT);
    }
}
