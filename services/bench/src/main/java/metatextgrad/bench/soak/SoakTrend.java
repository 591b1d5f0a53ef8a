package metatextgrad.bench.soak;

import java.util.List;
import java.util.stream.Stream;

/**
 * The line of a measure after the warm-up.
 *
 * @param last value at the end
 * @param perHour slope of the line
 * @param surePercent how much the line rises for sure within the counted time, by its start
 */
public record SoakTrend(SoakMeasure measure, double last, double perHour, double surePercent) {
    /** The first samples are not counted: JVM and stores still warm up. */
    private static final double WARM_UP = 1.0 / 3;

    /** Returns the lines of all measures, in their order. */
    static List<SoakTrend> of(List<SoakSample> samples) {
        List<SoakSample> counted =
                samples.subList((int) (samples.size() * WARM_UP), samples.size());
        return Stream.of(SoakMeasure.values()).map(measure -> of(measure, counted)).toList();
    }

    private static SoakTrend of(SoakMeasure measure, List<SoakSample> counted) {
        double[] values = counted.stream().mapToDouble(one -> one.value(measure)).toArray();
        TrendLine line =
                TrendLine.through(
                        counted.stream().mapToDouble(SoakSample::seconds).toArray(), values);
        return new SoakTrend(
                measure,
                values[values.length - 1],
                line.perHour(),
                line.surePercent(measure.floor()));
    }
}
