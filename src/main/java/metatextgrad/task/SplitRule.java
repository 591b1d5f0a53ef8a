package metatextgrad.task;

import java.util.Locale;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Split;
import metatextgrad.model.SplitShares;
import metatextgrad.model.Task;

/**
 * Which split a task belongs to, for ever: the stated one, else by a hash of its group, else of its
 * normalised input; never of its id, since production repeats questions under new ids (METHOD
 * §3.5).
 */
public final class SplitRule {
    private SplitRule() {}

    public static Split split(Task task, SplitShares shares) {
        if (task.split() != null) return task.split();
        double u = ContentHash.unit(task.project(), family(task));
        if (u < shares.train()) return Split.TRAIN;
        if (u < shares.train() + shares.val()) return Split.VAL;
        if (u < shares.train() + shares.val() + shares.gate()) return Split.GATE;
        return Split.TEST;
    }

    /** What must stay in one split: the tasks of a group, or of one question. */
    static String family(Task task) {
        return task.group() != null ? task.group() : normalised(task.input());
    }

    /**
     * Folds case and blanks. Digits stay: where they are the task (counting, arithmetic) folding
     * them would make one question of all, and so one split of a whole set.
     */
    static String normalised(String input) {
        return input.strip().replaceAll("[\\s\\h]+", " ").toLowerCase(Locale.ROOT);
    }
}
