package metatextgrad.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money as people write it. The system counts millionths of a dollar. */
public final class Dollars {
    private static final int DIGITS = 6;
    private static final int CENTS = 2;

    private Dollars() {}

    /**
     * @param text such as {@code 0.25} or {@code $3}, with six digits behind the point at most
     * @throws IllegalArgumentException for anything else
     */
    public static long micros(String text) {
        String number = text.strip();
        if (number.startsWith("$")) number = number.substring(1);
        try {
            long micros = new BigDecimal(number).movePointRight(DIGITS).longValueExact();
            if (micros >= 0) return micros;
        } catch (ArithmeticException | NumberFormatException e) {
            // Said below, with what would do.
        }
        throw new IllegalArgumentException(
                "an amount in dollars is a number such as 2.50, not " + text);
    }

    /** With cents, and more digits only where they say something. */
    public static String text(long micros) {
        BigDecimal dollars = BigDecimal.valueOf(micros, DIGITS).stripTrailingZeros();
        int digits = Math.max(CENTS, dollars.scale());
        return "$" + dollars.setScale(digits, RoundingMode.UNNECESSARY).toPlainString();
    }
}
