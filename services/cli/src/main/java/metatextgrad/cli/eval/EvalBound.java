package metatextgrad.cli.eval;

import metatextgrad.cli.text.Texts;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/**
 * Whether a prompt is shown to lose no more than the user allows. It passes only if the lower end
 * of the 95 % interval of the difference is not below the bound. So few tasks never let a worse
 * prompt pass. Pure.
 *
 * @param failBelow the bound
 * @param tasksNeeded about how many tasks show a difference like this one to be above the bound;
 *     null if it passed, or if the difference itself is not above the bound
 */
record EvalBound(double failBelow, boolean passed, @Nullable Long tasksNeeded) {
    static EvalBound of(double bound, PairedDifference difference) {
        boolean passed = difference.low() >= bound;
        double above = difference.estimate() - bound;
        return new EvalBound(bound, passed, passed || above <= 0 ? null : tasks(difference, above));
    }

    /** The width of an interval falls with the square root of the number of tasks. */
    private static Long tasks(PairedDifference difference, double above) {
        double times = (difference.estimate() - difference.low()) / above;
        return (long) Math.ceil(difference.items() * times * times);
    }

    /** Returns one sentence. */
    String text() {
        if (passed)
            return Texts.format("passed: the interval does not reach below %+.3f", failBelow);
        return tasksNeeded == null
                ? Texts.format("failed: the difference is below %+.3f, or equal to it", failBelow)
                : Texts.format(
                        "failed: the interval reaches below %+.3f; about %d tasks are needed to show a difference like this one",
                        failBelow, tasksNeeded);
    }
}
