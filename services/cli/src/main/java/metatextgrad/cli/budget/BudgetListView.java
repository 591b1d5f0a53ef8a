package metatextgrad.cli.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.model.Dollars;
import metatextgrad.model.Text;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Spend;
import org.jspecify.annotations.Nullable;

/**
 * Budgets, two lines each: limits, and what was spent of them. Pure.
 *
 * @param pricesAsOf the date of the price table
 */
public record BudgetListView(LocalDate pricesAsOf, List<Budget> budgets) implements View {
    /** Marks an amount in dollars without the cost of models that have no price. */
    private static final String MORE = "+";

    private static final int MICROS = 6;

    /** Whether calls may start: not if the limits are spent, or if a user paused the budget. */
    enum State {
        OPEN,
        SPENT,
        PAUSED
    }

    /**
     * One budget.
     *
     * @param stateToday of the limits of one day: open or spent
     * @param dayLimits limits of one day, in UTC
     * @param reserved for calls that may be billed and have not ended
     * @param by who made the last change, as stated then; null if not known
     * @param reason of this change; null if none was stated
     */
    record Budget(
            String budget,
            boolean paused,
            State state,
            State stateToday,
            Amounts limits,
            Amounts dayLimits,
            Spent spent,
            Spent spentToday,
            Spent reserved,
            @Nullable String by,
            @Nullable String reason) {
        /** Returns who changed the limits; empty if that is not known. */
        String change() {
            return by == null
                    ? ""
                    : "The limits of %s were last changed by %s%s"
                            .formatted(budget, by, reason == null ? "." : ": " + reason);
        }
    }

    /** Limits; null where there is none. */
    public record Amounts(@Nullable Long calls, @Nullable Long tokens, @Nullable BigDecimal usd) {
        public static Amounts of(Limits limits) {
            Long micros = limits.micros();
            return new Amounts(
                    limits.calls(),
                    limits.tokens(),
                    micros == null ? null : BudgetListView.usd(micros));
        }
    }

    /**
     * What calls have taken.
     *
     * @param calls billed calls and calls in doubt, since a limit counts both
     * @param inDoubt calls that may have been billed although no reply was seen
     * @param refused calls that the server refused; no limit counts them
     * @param estimatedTokens tokens that the server did not report
     * @param usd null if unknown: models without a price were used
     * @param unpricedTokens tokens whose price was unknown; they are not in {@code usd}
     */
    record Spent(
            long calls,
            long billed,
            long inDoubt,
            long refused,
            long tokens,
            long estimatedTokens,
            @Nullable BigDecimal usd,
            long unpricedTokens) {
        boolean partial() {
            return usd != null && usd.signum() > 0 && unpricedTokens > 0;
        }
    }

    public static BudgetListView of(
            BudgetCatalog known,
            List<String> names,
            long day,
            Prices prices,
            ModelsWithoutPrice unpriced) {
        List<Budget> budgets = new ArrayList<>();
        for (String name : names) {
            BudgetLimits limits = known.limits(name);
            boolean priced = unpriced.of(name).isEmpty();
            Spend whole = known.sum(name, BudgetSpend::whole);
            Spend today = known.sum(name, row -> row.on(day));
            budgets.add(
                    new Budget(
                            name,
                            limits.paused(),
                            limits.paused() ? State.PAUSED : state(whole, limits.whole()),
                            state(today, limits.day()),
                            Amounts.of(limits.whole()),
                            Amounts.of(limits.day()),
                            spent(whole, priced),
                            spent(today, priced),
                            spent(known.sum(name, BudgetSpend::reserved), priced),
                            limits.by().isEmpty() ? null : limits.by(),
                            limits.reason().isEmpty() ? null : limits.reason()));
        }
        return new BudgetListView(prices.asOf(), budgets);
    }

    private static State state(Spend spend, Limits limits) {
        return limits.exceeded(spend, BudgetCatalog.LEAST) == null ? State.OPEN : State.SPENT;
    }

    /** Reports no dollars if nothing was spent, or only on models without a price. */
    private static Spent spent(Spend spend, boolean priced) {
        boolean unknown = spend.micros() == 0 && (spend.unpriced() > 0 || !priced);
        return new Spent(
                spend.calls(),
                spend.billed(),
                spend.inDoubt(),
                spend.refused(),
                spend.tokens(),
                spend.estimated(),
                unknown ? null : usd(spend.micros()),
                spend.unpriced());
    }

    public static BigDecimal usd(long micros) {
        return BigDecimal.valueOf(micros, MICROS);
    }

    @Override
    public List<String> text() {
        TextTable table =
                TextTable.of(
                        "budget | period | calls | in doubt | refused | tokens | dollars | state");
        for (Budget one : budgets) {
            row(table, one.budget(), "total", one.spent(), one.limits(), one.state());
            row(table, "", "today", one.spentToday(), one.dayLimits(), one.stateToday());
        }
        List<String> lines = new ArrayList<>(table.lines());
        budgets.stream()
                .map(Budget::change)
                .filter(change -> !change.isEmpty())
                .forEach(lines::add);
        boolean partial = budgets.stream().anyMatch(one -> one.spent().partial());
        boolean estimated = budgets.stream().anyMatch(one -> one.spent().estimatedTokens() > 0);
        lines.add(
                "Each cell shows the amount spent and the limit. Calls are billed or in doubt; refused ones count to no limit. A day ends at midnight UTC. Prices are of %s; models without a price count no dollars%s%s."
                        .formatted(
                                pricesAsOf,
                                partial ? "; +: tokens of unknown price are not included" : "",
                                estimated
                                        ? "; ~: the server reports no tokens, so they are estimated"
                                        : ""));
        return lines;
    }

    private static void row(
            TextTable table, String name, String period, Spent spent, Amounts limits, State state) {
        table.row(
                name,
                period,
                of("" + spent.calls(), limits.calls()),
                "" + spent.inDoubt(),
                "" + spent.refused(),
                of(Texts.count(spent.tokens(), spent.estimatedTokens() > 0), limits.tokens()),
                of(
                        spent.usd() == null
                                ? "-"
                                : (spent.estimatedTokens() > 0 ? Texts.ESTIMATED : "")
                                        + dollars(spent.usd())
                                        + (spent.partial() ? MORE : ""),
                        limits.usd() == null ? null : dollars(limits.usd())),
                Text.lower(state));
    }

    /** Returns dollars for people; there are no parts of a millionth. */
    public static String dollars(BigDecimal usd) {
        return Dollars.text(usd.movePointRight(MICROS).longValueExact());
    }

    private static String of(String spent, @Nullable Object limit) {
        return limit == null ? spent : spent + " of " + limit;
    }
}
