package metatextgrad.experiments.live;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import metatextgrad.statistics.DriftDetector;

/**
 * How long the drift detector runs until a false alarm, and how soon it notices a drop. Scores are
 * 0 or 1. The baseline comes from scores too. Deterministic: each stream has draws of its own.
 * Calls no model.
 */
public final class DriftStudy {
    /** Scores of a steady stream. */
    public static final int STEADY = 50_000;

    /** Scores of a season: a day with a score each minute. */
    public static final int PERIOD = 1_440;

    private DriftStudy() {}

    /** Returns the mean number of scores until an alarm in steady streams of {@link #STEADY}. */
    public static double meanRun(double mean, int streams) {
        return IntStream.range(0, streams)
                .parallel()
                .mapToLong(stream -> alarm(mean, mean, STEADY, stream))
                .average()
                .orElseThrow();
    }

    /**
     * Returns the median number of scores from a drop to the alarm. An alarm before the drop counts
     * as none, since the drop is not what it noticed.
     *
     * @param drop scores before the drop
     */
    public static int medianDelay(double before, double after, int drop, int streams) {
        int[] delays =
                IntStream.range(0, streams)
                        .parallel()
                        .map(stream -> alarm(before, after, drop, stream) - drop)
                        .map(delay -> delay > 0 ? delay : STEADY)
                        .sorted()
                        .toArray();
        return delays[delays.length / 2];
    }

    /**
     * Returns the share of streams with an alarm although their mean only rises and falls within
     * {@link #PERIOD} scores. Each stream begins at a place of its own within the period.
     *
     * @param swing the largest distance from the mean
     * @param length scores of a stream
     */
    public static double alarmsOfSeason(double mean, double swing, int length, int streams) {
        return IntStream.range(0, streams)
                        .parallel()
                        .filter(
                                stream ->
                                        alarm(season(mean, swing, stream), length, stream) < length)
                        .count()
                / (double) streams;
    }

    private static IntToDoubleFunction season(double mean, double swing, int stream) {
        int begin = new SplittableRandom(~stream).nextInt(PERIOD);
        return score -> mean + swing * Math.sin(2 * Math.PI * (begin + score) / PERIOD);
    }

    private static int alarm(double before, double after, int drop, int stream) {
        return alarm(score -> score < drop ? before : after, STEADY, stream);
    }

    /** Returns the number of scores at the alarm, at most {@code length}. */
    private static int alarm(IntToDoubleFunction mean, int length, int stream) {
        SplittableRandom random = new SplittableRandom(stream);
        DriftDetector detector = DriftDetector.begun();
        int scores = 0;
        while (!detector.alarm() && scores < length) {
            detector = detector.with(random.nextDouble() < mean.applyAsDouble(scores) ? 1 : 0);
            scores++;
        }
        return scores;
    }
}
