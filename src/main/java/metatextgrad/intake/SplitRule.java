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
        // No regular expression: a search of a pool normalises every task of it.
        StringBuilder text = new StringBuilder(input.length());
        boolean blank = false;
        for (char sign : input.strip().toCharArray()) {
            if (!isBlank(sign)) text.append(sign);
            else if (!blank) text.append(' ');
            blank = isBlank(sign);
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    /** As {@code \s} and {@code \h} in regular expressions. */
    private static boolean isBlank(char sign) {
        return sign == ' '
                || (sign >= '\t' && sign <= '\r')
                || sign == '\u00a0'
                || sign == '\u1680'
                || sign == '\u180e'
                || (sign >= '\u2000' && sign <= '\u200a')
                || sign == '\u202f'
                || sign == '\u205f'
                || sign == '\u3000';
    }
}
