package metatextgrad.benchmark;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import metatextgrad.statistics.Seeds;

/**
 * Messages with a date, whose answer is the date as an imaginary house writes dates: year, month
 * and day. In figures the day comes first. No request states these rules.
 */
public final class DatesTasks extends TaskGenerator {
    private static final List<String> THINGS =
            List.of(
                    "board meeting",
                    "fire drill",
                    "staff dinner",
                    "roof inspection",
                    "sales training",
                    "garden party",
                    "budget review",
                    "visit of the auditors",
                    "software update",
                    "job interview",
                    "concert",
                    "final delivery");

    /** The parts are the thing and the date. */
    private static final List<String> FRAMES =
            List.of(
                    "The %1$s is on %2$s.",
                    "Please note that the %1$s was moved to %2$s.",
                    "We expect you at the %1$s on %2$s.",
                    "On %2$s there is the %1$s.",
                    "The %1$s takes place on %2$s.",
                    "Tell everybody that %2$s is the date of the %1$s.");

    private static final List<DateTimeFormatter> FORMS =
            List.of(
                    form("dd/MM/uuuu"),
                    form("d.M.uuuu"),
                    form("d MMMM uuuu"),
                    form("MMMM d, uuuu"));
    private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2029, 12, 31);

    @Override
    Pair draw(Seeds random) {
        int days = (int) (LAST.toEpochDay() - FIRST.toEpochDay());
        LocalDate date = FIRST.plusDays(random.between(0, days));
        return new Pair(
                random.oneOf(FRAMES)
                        .formatted(random.oneOf(THINGS), date.format(random.oneOf(FORMS))),
                date.toString());
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
