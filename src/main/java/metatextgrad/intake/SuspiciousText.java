package metatextgrad.intake;

import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.prompt.Fence;
import org.jspecify.annotations.Nullable;

/**
 * Whether a text of traffic has tags of our prompts, as that of an attacker would. Prompts mark
 * them, so such a record is used like any other. Served answers are not looked at: no prompt has
 * them, and a prompt that demands its answer between tags would make each of them suspicious.
 */
public final class SuspiciousText {
    private SuspiciousText() {}

    /** Whether it is a task of traffic or feedback with such a text. */
    public static boolean isIn(Event event) {
        return switch (event) {
            case TaskArrived arrived -> isIn(arrived.task(), true);
            case FeedbackGiven given -> isIn(given.target()) || isIn(given.comment());
            default -> false;
        };
    }

    /**
     * @param isNew false if only the right answer of the task has come, so that its input counts
     *     once
     */
    static boolean isIn(TaskSubmitted task, boolean isNew) {
        return isIn(task.target()) || (isNew && isIn(task.input()));
    }

    private static boolean isIn(@Nullable String text) {
        return text != null && Fence.hasForgedTag(text);
    }
}
