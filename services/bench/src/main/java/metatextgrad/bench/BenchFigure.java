package metatextgrad.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import metatextgrad.cli.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A measured number and its target.
 *
 * @param name for scripts
 * @param title human-readable text
 * @param atMost the target if smaller is better; null for none
 * @param atLeast the target if larger is better; null for none
 */
record BenchFigure(
        @JsonIgnore String name,
        @JsonIgnore String title,
        double value,
        String unit,
        @Nullable Double atMost,
        @Nullable Double atLeast) {
    static BenchFigure figure(String name, String title, double value, String unit) {
        return new BenchFigure(name, title, value, unit, null, null);
    }

    BenchFigure atMost(double bound) {
        return new BenchFigure(name, title, value, unit, bound, null);
    }

    BenchFigure atLeast(double bound) {
        return new BenchFigure(name, title, value, unit, null, bound);
    }

    /** Returns whether the target is met; null without a target. */
    @JsonProperty
    @Nullable Boolean met() {
        if (atMost != null) return value <= atMost;
        return atLeast == null ? null : (Boolean) (value >= atLeast);
    }

    String measured() {
        return shown(value);
    }

    /** Returns text; empty without a target. */
    String target() {
        if (atMost != null) return "at most " + shown(atMost);
        return atLeast == null ? "" : "at least " + shown(atLeast);
    }

    /** Returns text; empty without a target. */
    String verdict() {
        Boolean met = met();
        if (met == null) return "";
        return met ? "met" : "missed";
    }

    private String shown(double number) {
        int digits = number == Math.rint(number) ? 0 : Math.abs(number) < 10 ? 2 : 1;
        String text = Texts.format("%." + digits + "f", number);
        return unit.isEmpty() ? text : text + " " + unit;
    }
}
