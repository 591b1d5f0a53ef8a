package metatextgrad.evaluator;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers byte for byte as TextGrad's scripts read them, including their quirks (METHOD
 * §3.2). For comparison runs only.
 */
final class Compatible {
    /** Python's {@code \s} also takes the four separators from FS to US. */
    private static final Pattern CHOICE =
            Pattern.compile("(?iU)Answer[\\s\\x1c-\\x1f]*+:[\\s\\x1c-\\x1f]*+([A-D])");

    private static final Pattern LABEL = Pattern.compile("answer\\s*+:", Pattern.CASE_INSENSITIVE);

    /** Characters that Python's {@code isdigit} accepts as digits and its {@code int} rejects. */
    private static final String SCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉";

    /** Python refuses to convert longer texts into integers. */
    private static final int MAX_DIGITS = 4300;

    private Compatible() {}

    /**
     * Returns the first letter after the first {@code Answer:} that has one, in its original case.
     */
    static @Nullable String choice(String reply) {
        Matcher choice = CHOICE.matcher(reply);
        return choice.find() ? choice.group(1) : null;
    }

    /**
     * Takes the last token that contains a digit, and from it the digits before its first full
     * stop; 0 if there are none. So {@code 12/5} is 125 and {@code .5} is 0.
     */
    static String number(String text) {
        int digit = text.length();
        while (digit > 0 && !digit(text.charAt(digit - 1))) digit--;
        if (digit == 0) return "0";
        int start = digit;
        while (start > 0 && !blank(text.charAt(start - 1))) start--;
        int end = digit;
        while (end < text.length() && !blank(text.charAt(end))) end++;
        return integer(text.substring(start, end));
    }

    private static String integer(String token) {
        int stop = token.indexOf('.');
        StringBuilder plain = new StringBuilder();
        for (char c : (stop < 0 ? token : token.substring(0, stop)).toCharArray()) {
            if (SCRIPTS.indexOf(c) >= 0) return "0";
            if (Character.isDigit(c)) plain.append(Character.digit(c, 10));
        }
        if (plain.isEmpty() || plain.length() > MAX_DIGITS) return "0";
        return new BigInteger(plain.toString()).toString();
    }

    private static boolean digit(char c) {
        return Character.isDigit(c) || SCRIPTS.indexOf(c) >= 0;
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /**
     * Returns a form that reads the text after the last {@code Answer:}, or else the whole reply.
     */
    static Form afterLabel(Form form) {
        return reply -> {
            int start = 0;
            for (Matcher label = LABEL.matcher(reply); label.find(); ) start = label.end();
            return form.read(reply.substring(start));
        };
    }
}
