package metatextgrad.statistics;

/**
 * Evidence that may be looked at after every answer: under the hypothesis the chance that an
 * e-value ever reaches 1/a is at most a, however often somebody looks, and whenever they stop.
 *
 * <p>Only {@link StrictMath}: a decision rests on these numbers, and must be the same on every
 * processor. Pure.
 */
public final class EValues {
    /** Bets as parts of the largest one; several, since nobody knows how large the effect is. */
    private static final double[] BETS = {.75, .5, .25, .125, .0625, .03125};

    /** How much likelier than said the other version might answer. */
    private static final double[] ODDS = {.5, .8, 1.25, 2};

    private EValues() {}

    /**
     * Evidence against "the running mean of the effects is at most 0". Empirical Bernstein bets
     * (Fan et al. 2015; Howard et al. 2021, theorem 4), mixed; effects may drift.
     *
     * @param effect sum of the effects
     * @param variation sum of squared distances of each effect from a number fixed before it
     * @param bound no effect lies further than this below that number
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
     * Evidence against "each answer is of the other version with this chance".
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
