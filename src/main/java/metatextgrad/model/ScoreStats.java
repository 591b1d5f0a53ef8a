package metatextgrad.model;

/**
 * The summed scores of a list of items.
 *
 * @param mean mean score of the items that have one; 0 if none has
 * @param low lower end of its 95 % interval
 * @param high upper end of its 95 % interval
 */
public record ScoreStats(
        int correct,
        int wrong,
        int unparseable,
        int infrastructure,
        double mean,
        double low,
        double high) {
    public static final ScoreStats EMPTY = new ScoreStats(0, 0, 0, 0, 0, 0, 1);

    /** Number of items with a score. */
    public int scored() {
        return correct + wrong + unparseable;
    }

    /** Number of all items. */
    public int items() {
        return scored() + infrastructure;
    }
}
