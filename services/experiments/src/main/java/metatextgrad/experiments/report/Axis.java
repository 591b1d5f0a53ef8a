package metatextgrad.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear scale from values to coordinates.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}
 */
record Axis(double low, double high, double from, double to) {
    private static final int TICKS = 6;

    /** Returns an axis over values; equal values get some space around them. */
    static Axis over(double low, double high, double from, double to) {
        return high > low
                ? new Axis(low, high, from, to)
                : new Axis(low - .05, low + .05, from, to);
    }

    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    /** Returns round values inside of the axis. */
    List<Double> ticks() {
        double step = step();
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9; i++)
            ticks.add(i * step);
        return ticks;
    }

    /** Formats a tick with as many digits as the steps between ticks need. */
    String label(double tick) {
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step()) - 1e-9));
        String text = String.format(Locale.ROOT, "%,." + digits + "f", tick);
        return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
    }

    private double step() {
        double rough = (high - low) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double factor = rough / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }
}
