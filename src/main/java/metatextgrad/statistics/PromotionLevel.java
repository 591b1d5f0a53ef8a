package metatextgrad.statistics;

/**
 * The levels of a project's contests, one after another. With e-LOND (Xu and Ramdas 2024) at most
 * {@code alpha} of the promotions of a project's life are wrong on average, however the contests
 * depend on each other. Pure.
 */
public final class PromotionLevel {
    /** Sum of k^-1.6 over all k: the value of Riemann's zeta function at 1.6. */
    private static final double ZETA = 2.285_765_666;

    private PromotionLevel() {}

    /**
     * Returns the level of a contest. It promotes if its evidence reaches the inverse of the level.
     *
     * @param alpha in (0, 1)
     * @param contest number of the contest in the life of its project, from 1
     * @param promotions earlier contests of the project that promoted
     */
    public static double eLond(double alpha, int contest, int promotions) {
        return alpha * StrictMath.pow(contest, -1.6) / ZETA * (1 + promotions);
    }
}
