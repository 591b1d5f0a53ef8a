package metatextgrad.services.gateway.console;

import java.util.Locale;

/**
 * Where the parts of an interval are in a picture of {@link #WIDTH} units. Zero is in the middle,
 * and the scale is large enough for both ends.
 *
 * @param half the difference at the right edge
 */
public record IntervalPlot(double estimate, double low, double high, double half) {
    /** Units from the left edge to the right one. */
    public static final int WIDTH = 400;

    private static final double[] SCALES = {.05, .1, .2, .5, 1};

    static IntervalPlot of(double estimate, double low, double high) {
        double reach = Math.max(Math.abs(low), Math.abs(high));
        for (double scale : SCALES)
            if (reach <= scale) return new IntervalPlot(estimate, low, high, scale);
        return new IntervalPlot(estimate, low, high, 1);
    }

    public String left() {
        return text(place(low));
    }

    public String width() {
        return text(Math.max(2, place(high) - place(low)));
    }

    public String dot() {
        return text(place(estimate));
    }

    /** Returns good, bad or open: whether the whole interval is on one side of zero. */
    public String side() {
        if (low > 0) return "good";
        return high < 0 ? "bad" : "open";
    }

    private double place(double difference) {
        double part = (difference + half) / (2 * half);
        return WIDTH * Math.clamp(part, 0, 1);
    }

    private static String text(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
