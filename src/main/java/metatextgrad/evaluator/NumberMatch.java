package metatextgrad.evaluator;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/**
 * Equality of numbers. Strict: the last {@code Answer:} line has exactly one number, possibly
 * between other words:
 *
 * <pre>
 * number = sign?, currency?, digits (with commas after each thousand or without), fraction?
 * </pre>
 *
 * So {@code 1,234}, {@code -3} and {@code $5.50} are numbers, while {@code 12/5}, {@code 8th} and
 * two numbers are unreadable. An expected answer in the form of GSM8K has its number after {@code
 * ####}. Compatible: {@link Compatible#number}, where a reply without a number is a 0.
 */
public final class NumberMatch extends AnswerComparison {
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[(\\[{*_`]*+(?<sign>[+\\-\u2212]?[$€£]?|[$€£][+\\-\u2212])"
                            + "(?<digits>(?:\\d{1,3}(?:,\\d{3}){1,13}|\\d{1,40})?(?:\\.\\d{1,40})?)"
                            + "[)\\]}*_`$%.,;:!?]*+");
    private static final String ONE = "one number";

    @Override
    public String name() {
        return "number";
    }

    @Override
    Rule strict(TaskSubmitted task, Where where) {
        return new Rule(where, NumberMatch::only, NumberMatch::expected, ONE);
    }

    @Override
    Rule compatible(TaskSubmitted task) {
        return new Rule(Where.REPLY, Compatible::number, Compatible::number, ONE);
    }

    private static @Nullable String expected(String target) {
        int mark = target.lastIndexOf("#### ");
        return only(mark < 0 ? target : target.substring(mark + 5));
    }

    private static @Nullable String only(String value) {
        String found = null;
        for (String token : value.split("[\\s\\h]+")) {
            if (token.chars().noneMatch(Character::isDigit)) continue;
            Matcher number = NUMBER.matcher(token);
            if (found != null || !number.matches()) return null;
            found = plain(number.group("sign"), number.group("digits"));
        }
        return found;
    }

    private static String plain(String sign, String digits) {
        BigDecimal number = new BigDecimal("0" + digits.replace(",", ""));
        boolean negative = sign.contains("-") || sign.contains("\u2212");
        return (negative ? number.negate() : number).stripTrailingZeros().toPlainString();
    }
}
