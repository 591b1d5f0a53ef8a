package metatextgrad.experiments;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import metatextgrad.statistics.CrossedBootstrap;

/**
 * Measures how often the interval of a study contains the truth, which is 0 in all of these.
 * Deterministic: each study has draws of its own.
 *
 * @param seeds the seeds of a study
 * @param studies the number of simulated studies
 * @param coverage the share of the intervals that contain 0
 * @param above the share of the intervals that lie above 0, which would read as a gain
 * @param below the share of the intervals that lie below 0
 */
public record Coverage(
        Null without, int seeds, int studies, double coverage, double above, double below) {
    private static final int ITEMS = 40;
    private static final double OF_SEED = .1;
    private static final double OF_ITEM = .3;
    private static final double NOISE = .3;

    /** What differs without any effect on average. Single scores always have noise. */
    public enum Null {
        SEEDS,
        ITEMS,
        BOTH,
        /** Seeds follow an exponential distribution: a few of them are very good. */
        SKEWED_SEEDS
    }

    /** Simulates studies on all processors. */
    public static Coverage of(Null without, int seeds, int studies) {
        long[] results =
                LongStream.range(0, studies)
                        .parallel()
                        .map(study -> side(without, seeds, study))
                        .toArray();
        long above = LongStream.of(results).filter(side -> side > 0).count();
        long below = LongStream.of(results).filter(side -> side < 0).count();
        double all = studies;
        return new Coverage(
                without, seeds, studies, (studies - above - below) / all, above / all, below / all);
    }

    /** Returns on which side of 0 the interval of a study lies; 0 if it contains 0. */
    private static int side(Null without, int seeds, long study) {
        SplittableRandom random = new SplittableRandom(study * 1000 + seeds);
        CrossedBootstrap interval = CrossedBootstrap.of(table(without, seeds, random), study);
        if (interval.low() > 0) return 1;
        return interval.high() < 0 ? -1 : 0;
    }

    private static double[][] table(Null without, int seeds, SplittableRandom random) {
        double[] items = new double[ITEMS];
        for (int item = 0; item < ITEMS; item++) items[item] = ofItem(without, random);
        double[][] table = new double[seeds][ITEMS];
        for (double[] row : table) {
            double seed = ofSeed(without, random);
            for (int item = 0; item < ITEMS; item++)
                row[item] = seed + items[item] + NOISE * random.nextGaussian();
        }
        return table;
    }

    private static double ofSeed(Null without, SplittableRandom random) {
        return switch (without) {
            case SEEDS, BOTH -> OF_SEED * random.nextGaussian();
            case SKEWED_SEEDS -> OF_SEED * (random.nextExponential() - 1);
            case ITEMS -> 0;
        };
    }

    private static double ofItem(Null without, SplittableRandom random) {
        return switch (without) {
            case ITEMS, BOTH -> OF_ITEM * random.nextGaussian();
            case SEEDS, SKEWED_SEEDS -> 0;
        };
    }
}
