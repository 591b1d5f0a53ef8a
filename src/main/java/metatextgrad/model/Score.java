package metatextgrad.model;

import org.jspecify.annotations.Nullable;

/**
 * How one item ended, and its score (METHOD §3.1). An infrastructure error is never scored as 0.
 *
 * @param soft the probability of the right answer, 0 to 1; null if the server sends no log
 *     probabilities. It decides between equal programs, and is no part of any score that is shown.
 */
public record Score(Outcome outcome, double value, @Nullable Double soft) {
    /** The four possible outcomes of a scored item. */
    public enum Outcome {
        CORRECT,
        WRONG,
        /** The answer was not readable: it counts as wrong, and is reported separately. */
        UNPARSEABLE,
        /** No model answered: the item is left out of every mean. */
        INFRASTRUCTURE
    }

    public static final Score CORRECT = new Score(Outcome.CORRECT, 1);
    public static final Score WRONG = new Score(Outcome.WRONG, 0);
    public static final Score UNPARSEABLE = new Score(Outcome.UNPARSEABLE, 0);
    public static final Score INFRASTRUCTURE = new Score(Outcome.INFRASTRUCTURE, 0);

    /** A score without a soft one. */
    public Score(Outcome outcome, double value) {
        this(outcome, value, null);
    }

    public Score {
        if (!(value >= 0 && value <= 1))
            throw new IllegalArgumentException("score must be in [0, 1], not " + value);
    }

    public Score withSoft(@Nullable Double other) {
        return new Score(outcome, value, other);
    }

    public boolean counts() {
        return outcome != Outcome.INFRASTRUCTURE;
    }
}
