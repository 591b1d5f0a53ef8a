package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.BudgetLimits;
import metatextgrad.model.Dollars;
import metatextgrad.model.Limits;
import metatextgrad.model.Prices;
import metatextgrad.model.Spend;
import org.jspecify.annotations.Nullable;

/** Budgets for people and for scripts. Pure. */
record BudgetText(KnownBudgets budgets, long day, Prices prices, Unpriced unpriced) {
    private static final String UNKNOWN = "-";

    /** Behind dollars that are not all. */
    private static final String MORE = "+";

    private static final int MICROS = 6;
    private static final List<String> HEAD =
            List.of("budget", "period", "calls", "tokens", "dollars", "state");

    List<String> table(List<String> names) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (String name : names) {
            BudgetLimits limits = budgets.limits(name);
            Spend whole = budgets.whole(name);
            Spend today = budgets.on(name, day);
            rows.add(row(name, name, "whole", whole, limits.whole(), limits.paused()));
            rows.add(row(name, "", "today", today, limits.day(), false));
        }
        List<String> lines = new ArrayList<>(Columns.aligned(rows));
        lines.add(note(names.stream().map(budgets::whole).anyMatch(BudgetText::isPartial)));
        return lines;
    }

    /** One object, for scripts. */
    String json(List<String> names) {
        ObjectNode root = new ObjectMapper().createObjectNode().put("schemaVersion", 1);
        root.put("pricesAsOf", prices.asOf().toString());
        var list = root.putArray("budgets");
        for (String name : names) {
            BudgetLimits limits = budgets.limits(name);
            ObjectNode one = list.addObject().put("budget", name).put("paused", limits.paused());
            limits(one.putObject("limits"), limits.whole());
            limits(one.putObject("dayLimits"), limits.day());
            spend(one.putObject("spent"), name, budgets.whole(name));
            spend(one.putObject("spentToday"), name, budgets.on(name, day));
            spend(one.putObject("reserved"), name, budgets.reserved(name));
        }
        return root.toString();
    }

    private String note(boolean partial) {
        return "Spent of limit; a day ends at midnight UTC; prices of "
                + prices.asOf()
                + ", models without one count no dollars"
                + (partial ? "; +: and tokens that no price was known of." : ".");
    }

    private List<String> row(
            String budget, String name, String period, Spend spent, Limits limits, boolean paused) {
        boolean up = limits.exceeded(spent, new Spend(1, 1, 0)) != null;
        return List.of(
                name,
                period,
                of(Long.toString(spent.calls()), text(limits.calls())),
                of(Long.toString(spent.tokens()), text(limits.tokens())),
                of(dollars(budget, spent), money(limits.micros())),
                paused ? "paused" : up ? "spent" : "open");
    }

    private String dollars(String budget, Spend spent) {
        if (isUnknown(budget, spent)) return UNKNOWN;
        return Dollars.text(spent.micros()) + (isPartial(spent) ? MORE : "");
    }

    /** Whether the dollars are there, but are not all. */
    private static boolean isPartial(Spend spent) {
        return spent.micros() > 0 && spent.unpriced() > 0;
    }

    /** Nothing counted may be nothing spent, or spent on models without a price. */
    private boolean isUnknown(String budget, Spend spent) {
        return spent.micros() == 0 && (spent.unpriced() > 0 || !unpriced.of(budget).isEmpty());
    }

    private static String of(String spent, String limit) {
        return limit.isEmpty() ? spent : spent + " of " + limit;
    }

    private static String text(@Nullable Long limit) {
        return limit == null ? "" : limit.toString();
    }

    private static String money(@Nullable Long micros) {
        return micros == null ? "" : Dollars.text(micros);
    }

    /** Limits that are set. */
    static void limits(ObjectNode to, Limits limits) {
        if (limits.calls() != null) to.put("calls", limits.calls());
        if (limits.tokens() != null) to.put("tokens", limits.tokens());
        Long micros = limits.micros();
        if (micros != null) to.put("usd", usd(micros));
    }

    static BigDecimal usd(long micros) {
        return BigDecimal.valueOf(micros, MICROS);
    }

    private void spend(ObjectNode to, String budget, Spend spend) {
        to.put("calls", spend.calls()).put("tokens", spend.tokens());
        to.put("usd", isUnknown(budget, spend) ? null : usd(spend.micros()));
        to.put("unpricedTokens", spend.unpriced());
    }
}
