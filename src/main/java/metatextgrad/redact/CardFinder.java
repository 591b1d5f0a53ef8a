package metatextgrad.redact;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds numbers of payment cards: with the digits and groups of a card, of an industry that issues
 * cards, and with the right check digit.
 */
final class CardFinder implements Finder {
    private static final int LEAST = 13;

    private static final Pattern CARD =
            Pattern.compile(
                    "(?=[2-6])"
                            + Edges.BEGIN
                            + Edges.NO_PART_BEFORE
                            + "(?:[2-6][0-9]{3}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{1,4}(?:\\1[0-9]{1,3})?"
                            + "|3[0-9]{3}([ -])[0-9]{6}\\2[0-9]{4,5}"
                            + "|[2-6][0-9]{12,18})"
                            + Edges.NO_PART_BEHIND
                            + Edges.END);

    @Override
    public List<Found> in(String text) {
        if (!Finder.hasDigits(text, LEAST)) return List.of();
        return CARD.matcher(text)
                .results()
                .filter(match -> isCard(match.group().replaceAll("[ -]", "")))
                .map(match -> new Found(Secret.CARD, match.start(), match.end()))
                .toList();
    }

    private static boolean isCard(String digits) {
        return digits.length() >= LEAST && digits.length() <= 19 && checks(digits);
    }

    /**
     * Checks the last digit by Luhn's algorithm: every second digit from the right counts twice.
     */
    private static boolean checks(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
