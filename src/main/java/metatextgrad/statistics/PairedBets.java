package metatextgrad.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Evidence that one program is better than another by more than a margin. Both answer the same
 * tasks of a pool, each once, in random order. The evidence can be read after each task (METHOD
 * §4.4 item 4, row paired).
 *
 * <p>It is the wealth of someone who bets on each next difference (Waudby-Smith and Ramdas 2024).
 * There are two bookmakers, and the smaller wealth counts. For one, the margin is the mean of the
 * traffic from which the pool was drawn. For the other, it is the mean of the pool: as tasks are
 * not drawn twice, those seen determine the mean of those left. If either mean is at most the
 * margin, the evidence ever reaches 1/a with a probability of at most a. Several stakes are bet
 * side by side, because the size of the gain is unknown. Only sums and products: the numbers are
 * the same on all processors. Immutable.
 *
 * @param pool number of tasks, 1 or more
 * @param margin the mean difference that counts as no gain, above -1 and below 1
 * @param judged number of tasks that both programs have answered
 * @param sum of the differences so far
 * @param ofTraffic wealth of each stake with the first bookmaker, from 1 on
 * @param ofPool wealth of each stake with the second
 */
public record PairedBets(
        int pool,
        double margin,
        int judged,
        double sum,
        List<Double> ofTraffic,
        List<Double> ofPool) {
    /** Stakes, as parts of the largest loss. */
    private static final List<Double> STAKES = List.of(.05, .1, .2, .4, .8);

    public PairedBets {
        ofTraffic = List.copyOf(ofTraffic);
        ofPool = List.copyOf(ofPool);
        if (pool < 1) throw new IllegalArgumentException("a pool has 1 task or more, not " + pool);
        if (!(margin > -1 && margin < 1))
            throw new IllegalArgumentException("margin must be between -1 and 1, not " + margin);
    }

    public static PairedBets begun(int pool, double margin) {
        List<Double> stakes = Collections.nCopies(STAKES.size(), 1.0);
        return new PairedBets(pool, margin, 0, 0, stakes, stakes);
    }

    /**
     * Returns the evidence with one more task.
     *
     * @param difference score of the new program minus that of the old one, from -1 to 1
     * @throws IllegalStateException if all tasks of the pool are judged
     */
    public PairedBets with(double difference) {
        if (judged == pool) throw new IllegalStateException("all " + pool + " tasks are judged");
        return new PairedBets(
                pool,
                margin,
                judged + 1,
                sum + difference,
                bet(ofTraffic, margin, difference),
                bet(ofPool, meanOfRest(), difference));
    }

    public double evidence() {
        return Math.min(mean(ofTraffic), poolIsAbove() ? Double.POSITIVE_INFINITY : mean(ofPool));
    }

    private static List<Double> bet(List<Double> wealth, double fair, double difference) {
        List<Double> next = new ArrayList<>();
        for (int i = 0; i < STAKES.size(); i++) {
            double stake = STAKES.get(i) / (1 + Math.max(fair, 0));
            next.add(wealth.get(i) * (1 + stake * (difference - fair)));
        }
        return next;
    }

    /** The mean difference of the tasks that are left, if that of the pool is the margin. */
    private double meanOfRest() {
        return (pool * margin - sum) / (pool - judged);
    }

    /** Whether no differences of the rest can undo the gain. */
    private boolean poolIsAbove() {
        return judged == pool ? sum > pool * margin : meanOfRest() < -1;
    }

    private static double mean(List<Double> wealth) {
        return wealth.stream().mapToDouble(w -> w).sum() / wealth.size();
    }
}
