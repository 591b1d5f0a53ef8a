package metatextgrad.experiments.live;

import static java.util.Objects.requireNonNull;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import metatextgrad.statistics.DriftDetector;

/**
 * How long the drift detector runs until a false alarm, and how soon it notices a drop. Scores are
 * 0 or 1. The baseline comes from scores too. Deterministic: each stream has draws of its own.
 * Calls no model.
 */
public final class DriftStudy {
    /** Scores from which the baseline comes. */
    public static final int BASELINE = 2_000;

    /** Scores of a steady stream. */
    public static final int STEADY = 50_000;

    /** Scores between the baseline and a drop. */
    private static final int BEFORE_DROP = 1_000;

    private DriftStudy() {}

    /** Returns the mean number of scores until an alarm in steady streams of {@link #STEADY}. */
    public static double meanRun(double mean, int streams) {
        return IntStream.range(0, streams)
                .parallel()
                .mapToLong(stream -> alarm(mean, mean, stream))
                .average()
                .orElseThrow();
    }

    /**
     * Returns the median number of scores from a drop to the alarm. An alarm before the drop counts
     * as none, since the drop is not what it noticed.
     */
    public static int medianDelay(double before, double after, int streams) {
        int[] delays =
                IntStream.range(0, streams)
                        .parallel()
                        .map(stream -> alarm(before, after, stream) - BEFORE_DROP)
                        .map(delay -> delay > 0 ? delay : STEADY)
                        .sorted()
                        .toArray();
        return delays[delays.length / 2];
    }

    /** Returns the number of scores since the baseline at the alarm, at most {@link #STEADY}. */
    private static int alarm(double before, double after, int stream) {
        SplittableRandom random = new SplittableRandom(stream);
        int right = 0;
        for (int i = 0; i < BASELINE; i++) right += score(before, random);
        DriftDetector detector =
                requireNonNull(DriftDetector.after(right / (double) BASELINE, BASELINE));
        while (!detector.alarm() && detector.scored() < STEADY) {
            boolean dropped = detector.scored() >= BEFORE_DROP;
            detector = detector.with(score(dropped ? after : before, random));
        }
        return detector.scored();
    }

    private static int score(double mean, SplittableRandom random) {
        return random.nextDouble() < mean ? 1 : 0;
    }
}
