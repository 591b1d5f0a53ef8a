package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured number beside what was aimed at.
 *
 * @param name for scripts
 * @param title for people
 * @param target null where nothing is promised
 */
record BenchFigure(String name, String title, double value, String unit, @Nullable Target target) {
    /** A bound, and the side of it on which all is well. */
    record Target(double bound, boolean atMost) {
        static Target atMost(double bound) {
            return new Target(bound, true);
        }

        static Target atLeast(double bound) {
            return new Target(bound, false);
        }

        boolean met(double value) {
            return atMost ? value <= bound : value >= bound;
        }
    }

    BenchFigure {
        requireNonNull(name, "name is null");
        requireNonNull(title, "title is null");
        requireNonNull(unit, "unit is null");
    }

    static BenchFigure of(String name, String title, double value, String unit) {
        return new BenchFigure(name, title, value, unit, null);
    }

    BenchFigure against(Target bound) {
        return new BenchFigure(name, title, value, unit, bound);
    }

    String measured() {
        return shown(value);
    }

    /** Empty where nothing is promised. */
    String aim() {
        if (target == null) return "";
        return (target.atMost() ? "at most " : "at least ") + shown(target.bound());
    }

    /** Empty where nothing is promised. */
    String verdict() {
        if (target == null) return "";
        return target.met(value) ? "met" : "missed";
    }

    private String shown(double number) {
        String digits =
                number == Math.rint(number)
                        ? String.format(Locale.ROOT, "%.0f", number)
                        : String.format(
                                Locale.ROOT, Math.abs(number) < 10 ? "%.2f" : "%.1f", number);
        return unit.isEmpty() ? digits : digits + " " + unit;
    }
}
