package metatextgrad.model.live;

import java.time.Instant;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What a user of an application thinks about the answer to a task.
 *
 * @param score of the answer, from 0 to 1; null if not known
 * @param target the answer that the user considers right; null if not known
 * @param comment in words; empty if there is none
 * @param at when it was given
 */
public record FeedbackGiven(
        ProjectId project,
        TaskId task,
        @Nullable Double score,
        @Nullable String target,
        String comment,
        Instant at)
        implements Event {
    public FeedbackGiven {
        if (score == null && target == null)
            throw new IllegalArgumentException(
                    "the feedback has neither `score` nor `flag` nor `target`");
        if (score != null && !(score >= 0 && score <= 1))
            throw new IllegalArgumentException("score must be in [0, 1], not " + score);
    }

    /** Returns the same feedback, given at another time. */
    public FeedbackGiven givenAt(Instant time) {
        return new FeedbackGiven(project, task, score, target, comment, time);
    }

    /** Whether it has the same content, at any time. */
    public boolean sameAs(FeedbackGiven other) {
        return equals(other.givenAt(at));
    }

    @Override
    public String key() {
        return project.value();
    }
}
