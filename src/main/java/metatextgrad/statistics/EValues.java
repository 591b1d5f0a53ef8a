package metatextgrad.statistics;

/**
 * Evidence that can be checked after each answer. Under the hypothesis, the probability that an
 * e-value ever reaches 1/a is at most a, for any number of checks and any stopping rule.
 *
 * <p>Uses only {@link StrictMath}: a decision depends on these numbers and must be the same on all
 * processors. Pure.
 */
public final class EValues {
    /**
     * Bets as fractions of the largest one. There are several, because the size of the effect is
     * unknown.
     */
    private static final double[] BETS = {.75, .5, .25, .125, .0625, .03125};

    /** The alternative odds that the other version answers, as multiples of the stated odds. */
    private static final double[] ODDS = {.5, .8, 1.25, 2};

    private EValues() {}

    /**
     * Returns the evidence against "the running mean of the effects is at most 0". Mixes empirical
     * Bernstein bets (Fan et al. 2015; Howard et al. 2021, theorem 4). Effects may drift.
     *
     * @param effect the sum of the effects
     * @param variation the sum of squared distances of each effect from a number fixed before it
     * @param bound the largest distance of an effect below that number
     */
    public static double ofGain(double effect, double variation, double bound) {
        double sum = 0;
        for (double bet : BETS) {
            double price = -StrictMath.log(1 - bet) - bet;
            sum += StrictMath.exp(bet * effect / bound - price * variation / (bound * bound));
        }
        return sum / BETS.length;
    }

    /**
     * Returns the evidence against "each answer comes from the other version with this
     * probability".
     *
     * @param share in (0, 1)
     */
    public static double ofMismatch(int champions, int others, double share) {
        double sum = 0;
        for (double odds : ODDS) {
            double chance = share * odds / (share * odds + 1 - share);
            sum +=
                    StrictMath.exp(
                            others * StrictMath.log(chance / share)
                                    + champions * StrictMath.log((1 - chance) / (1 - share)));
        }
        return sum / ODDS.length;
    }
}
