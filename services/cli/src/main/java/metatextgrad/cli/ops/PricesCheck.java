package metatextgrad.cli.ops;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import metatextgrad.cli.cluster.CheckResult;
import metatextgrad.model.project.Prices;

/** Checks the age of the prices, which change about twice a year. Pure. */
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
}
