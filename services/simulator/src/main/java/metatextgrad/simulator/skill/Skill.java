package metatextgrad.simulator.skill;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import metatextgrad.simulator.question.TaskFamily;
import org.jspecify.annotations.Nullable;

/** A skill that a prompt can teach. */
public enum Skill {
    /** Close the most recently opened bracket first. */
    STACK(TaskFamily.DYCK),
    /** A bracket is closed by its own kind. */
    PAIRS(TaskFamily.DYCK),
    /** Continue until no bracket is left open. */
    COMPLETE(TaskFamily.DYCK),
    /** Give the missing closers and do not repeat the input. */
    ONLY_CLOSERS(TaskFamily.DYCK),
    /** Work from left to right, one symbol at a time. */
    SYMBOL_BY_SYMBOL(TaskFamily.DYCK),
    /** Compare letter by letter, on a tie the following one. */
    LETTER_BY_LETTER(TaskFamily.WORD_SORTING),
    /** Every word exactly once. */
    KEEP_ALL(TaskFamily.WORD_SORTING),
    /** Apostrophes, ampersands and digits count and come before letters. */
    SYMBOLS(TaskFamily.WORD_SORTING),
    /** The beginning of another word comes before it. */
    SHORTER_FIRST(TaskFamily.WORD_SORTING),
    /** Check neighbouring pairs of the finished list. */
    VERIFY_ORDER(TaskFamily.WORD_SORTING),
    /** Add the stated amounts, not the mentions. */
    QUANTITIES(TaskFamily.OBJECT_COUNTING),
    /** Count only things of the requested class. */
    FILTER_CLASS(TaskFamily.OBJECT_COUNTING),
    /** Keep a running sum. */
    RUNNING_TOTAL(TaskFamily.OBJECT_COUNTING),
    /** Write down items and amounts before adding. */
    LIST_FIRST(TaskFamily.OBJECT_COUNTING),
    /** Treat unusual plurals and phrases as their item. */
    IRREGULAR_PLURALS(TaskFamily.OBJECT_COUNTING),
    /** Finish with the answer line; the format of every task. */
    ANSWER_LINE(null);

    private final @Nullable TaskFamily task;

    Skill(@Nullable TaskFamily task) {
        this.task = task;
    }

    /** Its name in world files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its task; null for the format, which all tasks share. */
    @Nullable TaskFamily task() {
        return task;
    }

    /** The skills that make answers of a task right, without the format. */
    public static List<Skill> of(TaskFamily task) {
        return Arrays.stream(values()).filter(skill -> skill.task == task).toList();
    }

    /** Throws {@link IllegalArgumentException} if there is no such skill. */
    @JsonCreator
    public static Skill named(String id) {
        return Arrays.stream(values())
                .filter(skill -> skill.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown skill: " + id));
    }
}
