package metatextgrad.client;

import org.jspecify.annotations.Nullable;

/**
 * Feedback on an answer: a score or a flag, the right answer, and a comment if you have one. A
 * score or a flag or a target is needed. The constructor throws {@link IllegalArgumentException} if
 * all three are missing, if there are both score and flag, and for a score outside of 0 to 1.
 * Immutable.
 *
 * @param score 0 to 1; a flag is a score of 1 or 0
 * @param target the right answer
 */
public record UserFeedback(
        @Nullable Double score,
        @Nullable Flag flag,
        @Nullable String comment,
        @Nullable String target) {
    /** Whether the user liked the answer. */
    public enum Flag {
        GOOD,
        BAD
    }

    public UserFeedback {
        if (score != null && !(score >= 0 && score <= 1))
            throw new IllegalArgumentException("score must be in [0, 1], not " + score);
        if (score == null && flag == null && target == null)
            throw new IllegalArgumentException("feedback needs a score, a flag or a target");
        if (score != null && flag != null)
            throw new IllegalArgumentException("feedback has both a score and a flag");
    }

    /** Returns feedback of this score, 0 to 1. */
    public static UserFeedback score(double score) {
        return new UserFeedback(score, null, null, null);
    }

    public static UserFeedback good() {
        return new UserFeedback(null, Flag.GOOD, null, null);
    }

    public static UserFeedback bad() {
        return new UserFeedback(null, Flag.BAD, null, null);
    }

    /** Returns feedback that states the right answer. */
    public static UserFeedback target(String target) {
        return new UserFeedback(null, null, null, target);
    }

    public UserFeedback withComment(String text) {
        return new UserFeedback(score, flag, text, target);
    }

    public UserFeedback withTarget(String answer) {
        return new UserFeedback(score, flag, comment, answer);
    }
}
