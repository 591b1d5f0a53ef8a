package metatextgrad.cli.ops;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import metatextgrad.cli.budget.ModelsWithoutPrice;
import metatextgrad.cli.cluster.CheckResult;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;

/** Checks the prices: their age, since they change about twice a year, and their models. Pure. */
final class PricesCheck {
    private static final int MAX_DAYS = 180;

    private PricesCheck() {}

    static CheckResult of(Prices prices, LocalDate today) {
        long days = ChronoUnit.DAYS.between(prices.asOf(), today);
        String what =
                "%d models, as of %s (%d days ago)"
                        .formatted(prices.models().size(), prices.asOf(), Math.max(0, days));
        return days > MAX_DAYS
                ? CheckResult.unknown(
                        "prices", what + ": set MTG_PRICES to the file of a newer table")
                : CheckResult.ok("prices", what);
    }

    /** Returns that models have no price; empty if each has one. */
    static Optional<CheckResult> missing(Collection<Project> projects, Prices prices) {
        SortedSet<String> models = ModelsWithoutPrice.of(projects, prices).of(BudgetLimits.ALL);
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        CheckResult.unknown(
                                "prices",
                                "no price is known for %s, which projects use: costs leave their calls out, and no limit in dollars covers them; add them to the file of MTG_PRICES (llm.prices of the chart)"
                                        .formatted(String.join(", ", models))));
    }
}
