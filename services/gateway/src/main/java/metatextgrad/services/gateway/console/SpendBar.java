package metatextgrad.services.gateway.console;

import java.util.Locale;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;
import org.jspecify.annotations.Nullable;

/**
 * The spend of a project or a run, and its limit.
 *
 * @param text calls, tokens and dollars
 * @param limit the limits in one line; null without any
 * @param part of the fullest limit, 0 to 1
 */
public record SpendBar(String text, @Nullable String limit, double part) {
    private static final double MICROS = 1e6;

    static SpendBar of(Spend spend, Limits limits) {
        if (spend.calls() == 0) return new SpendBar("Nothing yet", limit(limits), 0);
        StringBuilder text = new StringBuilder();
        add(text, Figures.count(spend.calls()) + " calls");
        add(text, Figures.count(spend.tokens()) + " tokens");
        // Without a price there is no amount.
        if (spend.micros() > 0)
            add(text, dollars(spend.micros()) + (spend.unpriced() > 0 ? "+" : ""));
        return new SpendBar(text.toString(), limit(limits), Math.min(1, limits.part(spend)));
    }

    private static @Nullable String limit(Limits limits) {
        StringBuilder text = new StringBuilder();
        if (limits.calls() != null) add(text, Figures.count(limits.calls()) + " calls");
        if (limits.tokens() != null) add(text, Figures.count(limits.tokens()) + " tokens");
        if (limits.micros() != null) add(text, dollars(limits.micros()));
        return text.isEmpty() ? null : text.toString();
    }

    private static void add(StringBuilder text, String limit) {
        text.append(text.isEmpty() ? "" : ", ").append(limit);
    }

    private static String dollars(long micros) {
        return String.format(Locale.ROOT, "$%.2f", micros / MICROS);
    }

    /** Returns the part for the attribute of the bar. */
    public String value() {
        return String.format(Locale.ROOT, "%.3f", part);
    }
}
