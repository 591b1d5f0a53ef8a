package metatextgrad.experiments.live;

import java.util.SplittableRandom;

/** What a challenger is worth on the tasks of a gate, in a simulation of one contest. */
public enum PairedWorld {
    /** The challenger is as good as the champion. */
    NO_GAIN,
    /**
     * The challenger is 5 points better on the earlier half of the tasks and 9 points worse on the
     * later half: 2 points worse on all of them.
     */
    BETTER_THEN_WORSE;

    /** Share of tasks that only one of the two answers correctly. */
    private static final double DISCORDANT = .2;

    /** Draws the differences of a pool, in the random order in which a gate judges them. */
    double[] differences(int pool, SplittableRandom random) {
        double[] drawn = new double[pool];
        for (int i = 0; i < pool; i++) {
            double gain =
                    switch (this) {
                        case NO_GAIN -> 0;
                        case BETTER_THEN_WORSE -> i < pool / 2 ? .05 : -.09;
                    };
            drawn[i] = difference(gain, DISCORDANT, random);
        }
        return shuffled(drawn, random);
    }

    /** Draws differences with this mean. */
    static double[] withGain(double gain, int pool, SplittableRandom random) {
        double[] drawn = new double[pool];
        for (int i = 0; i < pool; i++) drawn[i] = difference(gain, DISCORDANT, random);
        return drawn;
    }

    private static double difference(double gain, double discordant, SplittableRandom random) {
        double place = random.nextDouble();
        if (place < (discordant + gain) / 2) return 1;
        return place < discordant ? -1 : 0;
    }

    private static double[] shuffled(double[] drawn, SplittableRandom random) {
        for (int i = drawn.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double kept = drawn[i];
            drawn[i] = drawn[j];
            drawn[j] = kept;
        }
        return drawn;
    }
}
