package metatextgrad.experiments.expectation;

import java.util.Locale;
import metatextgrad.experiments.expectation.Expectation.Kind;
import metatextgrad.statistics.CrossedBootstrap;

/**
 * Whether a study shows what was expected.
 *
 * @param study the study, or all doses of a world
 * @param measured the difference, or its slope, with its 95 % interval
 * @param reason why it was missed or is undecided; empty if it was met
 */
public record ExpectationResult(
        String study,
        Kind kind,
        String against,
        CrossedBootstrap measured,
        Outcome outcome,
        String reason) {
    /** The outcome of an expectation. */
    public enum Outcome {
        MET,
        MISSED,
        /** There are too few seeds to meet it, and it is not refuted. */
        UNDECIDED
    }

    /**
     * @param values a row per seed and a column per item
     * @param rows the number of rows of this kind in the same output
     */
    static ExpectationResult of(
            String study, Expectation expectation, double[][] values, int rows) {
        Kind kind = expectation.kind();
        CrossedBootstrap measured = CrossedBootstrap.of(values, 0);
        String problem =
                switch (kind) {
                    case ABOVE -> measured.low() > 0 ? "" : "the interval does not lie above 0";
                    case CONTAINS_0 -> containsZero(values, measured, rows);
                    case NOT_BELOW -> atLeast(measured, "the lower end");
                    case DOES_NOT_FALL -> atLeast(measured, "the lower end of the slope");
                };
        int seeds = measured.seeds();
        boolean few = seeds < kind.seeds();
        boolean undecided =
                few
                        && (seeds < CrossedBootstrap.MIN_SEEDS
                                || !refuted(kind, values, measured, rows));
        if (undecided)
            return new ExpectationResult(
                    study,
                    kind,
                    expectation.against(),
                    measured,
                    Outcome.UNDECIDED,
                    "%d seeds, %d are needed".formatted(seeds, kind.seeds()));
        return new ExpectationResult(
                study,
                kind,
                expectation.against(),
                measured,
                problem.isEmpty() ? Outcome.MET : Outcome.MISSED,
                problem);
    }

    private static String containsZero(double[][] values, CrossedBootstrap measured, int rows) {
        CrossedBootstrap corrected = corrected(values, rows);
        if (excludesZero(corrected))
            return format(
                    "the corrected interval [%+.3f, %+.3f] does not contain 0",
                    corrected.low(), corrected.high());
        double width = measured.high() - measured.low();
        return width <= Expectation.WIDEST
                ? ""
                : format(
                        "the interval is %.3f wide, at most %.3f is allowed",
                        width, Expectation.WIDEST);
    }

    private static String atLeast(CrossedBootstrap measured, String what) {
        return measured.low() >= -Expectation.MARGIN
                ? ""
                : format(
                        "%s is %+.3f, at least %+.3f is expected",
                        what, measured.low(), -Expectation.MARGIN);
    }

    /** Whether the values contradict the expectation, and not only fail to support it. */
    private static boolean refuted(
            Kind kind, double[][] values, CrossedBootstrap measured, int rows) {
        return switch (kind) {
            case ABOVE -> measured.high() <= 0;
            case CONTAINS_0 -> excludesZero(corrected(values, rows));
            case NOT_BELOW, DOES_NOT_FALL -> measured.high() < -Expectation.MARGIN;
        };
    }

    /** Returns the interval that misses the truth in 5 % of the cases in any of the rows. */
    private static CrossedBootstrap corrected(double[][] values, int rows) {
        return CrossedBootstrap.of(values, 0, CrossedBootstrap.MISSES / rows);
    }

    private static boolean excludesZero(CrossedBootstrap interval) {
        return interval.low() > 0 || interval.high() < 0;
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
