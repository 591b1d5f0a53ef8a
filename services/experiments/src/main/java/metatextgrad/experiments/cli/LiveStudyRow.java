package metatextgrad.experiments.cli;

import metatextgrad.cli.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * One figure of the tests that decide about live traffic.
 *
 * @param what which contests, lives or streams
 * @param count number of them
 * @param measure what is measured of them
 * @param value the figure
 * @param high the upper end of its 95 % interval; null if the target is one of the value itself
 * @param atLeast lower bound that is expected; null if none is
 * @param atMost upper bound that is expected; null if none is
 */
record LiveStudyRow(
        String what,
        int count,
        String measure,
        double value,
        @Nullable Double high,
        @Nullable Double atLeast,
        @Nullable Double atMost) {
    boolean met() {
        double upper = high == null ? value : high;
        return (atLeast == null || value >= atLeast) && (atMost == null || upper <= atMost);
    }

    String expected() {
        if (atLeast == null && atMost == null) return "";
        return (atLeast == null ? "<= " + number(atMost) : ">= " + number(atLeast))
                + (met() ? ": met" : ": missed");
    }

    String figure() {
        return high == null ? number(value) : number(value) + ", at most " + number(high);
    }

    private static String number(@Nullable Double number) {
        if (number == null) return "";
        if (number >= 100) return Texts.format("%,.0f", number);
        return number > 1.5 ? Texts.format("%.1f", number) : Texts.format("%.4f", number);
    }
}
