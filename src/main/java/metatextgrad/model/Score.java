package metatextgrad.model;

/**
 * How one item ended, and its score (METHOD §3.1). An infrastructure error is never scored as 0.
 */
public record Score(Outcome outcome, double value) {
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

    public Score {
        if (!(value >= 0 && value <= 1))
            throw new IllegalArgumentException("score must be in [0, 1], not " + value);
    }

    public boolean counts() {
        return outcome != Outcome.INFRASTRUCTURE;
    }
}
