package metatextgrad.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as RFC 8259 defines it. Objects become maps in the order of their fields, and the last
 * of two fields with one name counts. Arrays become lists. Whole numbers of at most 18 digits
 * become longs, other numbers {@link BigDecimal}.
 */
final class JsonParser {
    /** Deeper input could overflow the stack. */
    private static final int MAX_DEPTH = 200;

    private static final int LONG_DIGITS = 18;
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private int at;
    private int depth;

    private JsonParser(String text) {
        this.text = text;
    }

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException with the place, in one line, if the text is not JSON
     */
    static @Nullable Object parse(String text) {
        JsonParser parser = new JsonParser(text);
        Object value = parser.value();
        parser.skipBlanks();
        if (parser.at < text.length()) throw parser.problem("the end");
        return value;
    }

    private @Nullable Object value() {
        skipBlanks();
        return switch (current()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        open();
        if (!skips('}')) {
            do {
                skipBlanks();
                if (current() != '"') throw problem("a field");
                String name = string();
                if (!skips(':')) throw problem("`:`");
                fields.put(name, value());
            } while (skips(','));
            if (!skips('}')) throw problem("`,` or `}`");
        }
        depth--;
        return fields;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> values = new ArrayList<>();
        open();
        if (!skips(']')) {
            do values.add(value());
            while (skips(','));
            if (!skips(']')) throw problem("`,` or `]`");
        }
        depth--;
        return values;
    }

    private void open() {
        at++;
        if (++depth > MAX_DEPTH) throw problem("at most %s levels".formatted(MAX_DEPTH));
    }

    private String string() {
        StringBuilder read = new StringBuilder();
        for (at++; current() != '"'; at++) {
            if (current() < ' ') throw problem("a character or the end of a text");
            read.append(current() == '\\' ? escaped() : current());
        }
        at++;
        return read.toString();
    }

    private char escaped() {
        at++;
        return switch (current()) {
            case '"', '\\', '/' -> current();
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw problem("an escape");
        };
    }

    /** Reads four digits, and stays on the last one. */
    private char unit() {
        int unit = 0;
        for (int digit = 0; digit < 4; digit++) {
            at++;
            int value = current() < 128 ? Character.digit(current(), 16) : -1;
            if (value < 0) throw problem("four hexadecimal digits");
            unit = unit * 16 + value;
        }
        return (char) unit;
    }

    private @Nullable Object literal(String name, @Nullable Object value) {
        if (!text.startsWith(name, at)) throw problem("a value");
        at += name.length();
        return value;
    }

    private Number number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) throw problem("a value");
        String digits = number.group();
        boolean isWhole = number.group(1) == null && number.group(2) == null;
        try {
            Number value =
                    isWhole && digits.length() <= LONG_DIGITS
                            ? (Number) Long.valueOf(digits)
                            : new BigDecimal(digits);
            at = number.end();
            return value;
        } catch (NumberFormatException e) {
            throw problem("a smaller exponent");
        }
    }

    /** Skips blanks and then this character; false if another one comes first. */
    private boolean skips(char wanted) {
        skipBlanks();
        if (current() != wanted) return false;
        at++;
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) at++;
    }

    /** Returns NUL at the end, which is not valid anywhere in JSON. */
    private char current() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException problem(String wanted) {
        return new IllegalArgumentException(
                "not JSON: expected %s at character %d".formatted(wanted, at + 1));
    }
}
