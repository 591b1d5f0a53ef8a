package metatextgrad.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money as people write it. The system counts millionths of a dollar. */
public final class Dollars {
    private static final int DIGITS = 6;
    private static final int CENTS = 2;

    private Dollars() {}

    /**
     * Parses an amount.
     *
     * @param text such as {@code 0.25} or {@code $3}, with at most six digits after the point
     * @throws IllegalArgumentException for anything else
     */
    public static long micros(String text) {
        String number = text.strip();
        if (number.startsWith("$")) number = number.substring(1);
        try {
            long micros = new BigDecimal(number).movePointRight(DIGITS).longValueExact();
            if (micros >= 0) return micros;
        } catch (ArithmeticException | NumberFormatException e) {
            // The exception below names the accepted form.
        }
        throw new IllegalArgumentException(
                "an amount in dollars is a number such as 2.50, not " + text);
    }

    /** Formats an amount with cents, and with more digits only if they are not zero. */
    public static String text(long micros) {
        BigDecimal dollars = BigDecimal.valueOf(micros, DIGITS).stripTrailingZeros();
        int digits = Math.max(CENTS, dollars.scale());
        return "$" + dollars.setScale(digits, RoundingMode.UNNECESSARY).toPlainString();
    }
}
