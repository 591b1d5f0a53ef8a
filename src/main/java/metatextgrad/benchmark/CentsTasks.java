package metatextgrad.benchmark;

import java.util.List;
import java.util.Locale;
import metatextgrad.statistics.Seeds;

/**
 * Messages about payments, whose answer is the amount in the form of an imaginary house: whole
 * cents, as digits. No request states this form, so only right answers can teach the form.
 */
public final class CentsTasks extends TaskGenerator {
    private static final List<String> NAMES =
            List.of(
                    "Miller",
                    "Okafor",
                    "Larsen",
                    "Chen",
                    "Novak",
                    "Garcia",
                    "Haddad",
                    "Brandt",
                    "Silva",
                    "Kowalski",
                    "Moreau",
                    "Tanaka");
    private static final List<String> THINGS =
            List.of(
                    "office rent",
                    "printer paper",
                    "the new chairs",
                    "window cleaning",
                    "coffee beans",
                    "the train tickets",
                    "a repaired laptop",
                    "translation work",
                    "the spring fair",
                    "phone service",
                    "two desk lamps",
                    "garden work");

    /** The parts are the name, the amount and the thing. */
    private static final List<String> FRAMES =
            List.of(
                    "%1$s sent us a bill of %2$s for %3$s.",
                    "We paid %2$s to %1$s for %3$s.",
                    "The invoice from %1$s for %3$s comes to %2$s.",
                    "Please transfer %2$s to %1$s for %3$s.",
                    "%1$s still owes us %2$s for %3$s.",
                    "For %3$s, %1$s was charged %2$s.");

    /** About as many of 100 amounts have no cents. */
    private static final int WHOLE = 17;

    @Override
    Pair draw(Seeds random) {
        int dollars = dollars(random);
        boolean whole = random.below(100) < WHOLE;
        int cents = whole ? 0 : random.below(100);
        return new Pair(
                random.oneOf(FRAMES)
                        .formatted(
                                random.oneOf(NAMES),
                                whole ? "$%,d".formatted(dollars) : amount(random, dollars, cents),
                                random.oneOf(THINGS)),
                String.valueOf(100 * dollars + cents));
    }

    private static int dollars(Seeds random) {
        return switch (random.below(3)) {
            case 0 -> random.between(1, 99);
            case 1 -> random.between(100, 999);
            default -> random.between(1_000, 9_999);
        };
    }

    private static String amount(Seeds random, int dollars, int cents) {
        String number = String.format(Locale.ROOT, "%,d.%02d", dollars, cents);
        return switch (random.below(4)) {
            case 0 -> number + " USD";
            case 1 -> "US$ " + number;
            default -> "$" + number;
        };
    }
}
