package metatextgrad.redact;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A text without escapes for JSON, URLs and HTML, backslashes and invisible characters, and the
 * place of each character in the original. Takes time in proportion to the text. Not thread-safe.
 */
final class Unescaped {
    /** Escapes of escapes beyond this depth stay. */
    private static final int ROUNDS = 4;

    /** The longest escape for HTML, with leading zeros. */
    private static final int LONGEST = 16;

    private static final Map<String, Character> NAMED =
            Map.ofEntries(
                    entry("sol", '/'),
                    entry("plus", '+'),
                    entry("equals", '='),
                    entry("amp", '&'),
                    entry("quot", '"'),
                    entry("apos", '\''),
                    entry("lt", '<'),
                    entry("gt", '>'));

    private char[] in;
    private int[] inFrom;
    private int[] inTo;
    private int inLength;
    private char[] out;
    private int[] from;
    private int[] to;
    private int length;

    private Unescaped(String text) {
        out = text.toCharArray();
        length = out.length;
        from = new int[length];
        to = new int[length];
        for (int i = 0; i < length; i++) {
            from[i] = i;
            to[i] = i + 1;
        }
        in = new char[length];
        inFrom = new int[length];
        inTo = new int[length];
    }

    static Unescaped of(String text) {
        Unescaped unescaped = new Unescaped(text);
        for (int round = 0, before = -1; round < ROUNDS && before != unescaped.length; round++) {
            before = unescaped.length;
            unescaped.round();
        }
        return unescaped;
    }

    /** Returns where the character begins in the original, with backslashes before it. */
    int from(int index) {
        return from[index];
    }

    /** Returns where the character ends in the original. */
    int to(int index) {
        return to[index];
    }

    /** Returns the text without escapes and invisible characters. */
    @Override
    public String toString() {
        return new String(out, 0, length);
    }

    private void round() {
        char[] chars = in;
        in = out;
        out = chars;
        int[] places = inFrom;
        inFrom = from;
        from = places;
        places = inTo;
        inTo = to;
        to = places;
        inLength = length;
        length = 0;
        for (int i = 0, begin = 0; i < inLength; ) {
            int next = read(i, begin);
            boolean backslash = in[i] == '\\' && next == i + 1;
            i = next;
            if (!backslash) begin = i;
        }
    }

    /** Reads one character or escape; returns where it ends. */
    private int read(int at, int begin) {
        char one = in[at];
        int end = at + 1;
        if (one == '\\') {
            if (end == inLength) return end;
            int code = in[end] == 'u' ? number(end + 1, end + 5, 16) : -1;
            if (code >= 0) return add(code, begin, end + 5);
            return "nrtf".indexOf(in[end]) >= 0 ? end + 1 : end;
        }
        if (one == '%') return percent(at, begin);
        if (one == '&') return html(at, begin);
        int code = Character.codePointAt(in, at, inLength);
        return add(code, begin, at + Character.charCount(code));
    }

    /** Reads the bytes of one character in UTF-8. */
    private int percent(int at, int begin) {
        int first = number(at + 1, at + 3, 16);
        if (first < 0) return add(in[at], begin, at + 1);
        byte[] bytes = new byte[first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4];
        bytes[0] = (byte) first;
        for (int i = 1; i < bytes.length; i++) {
            int escape = at + 3 * i;
            int next =
                    escape < inLength && in[escape] == '%'
                            ? number(escape + 1, escape + 3, 16)
                            : -1;
            if ((next & 0xc0) != 0x80) return add(first, begin, at + 3);
            bytes[i] = (byte) next;
        }
        int code = new String(bytes, StandardCharsets.UTF_8).codePointAt(0);
        return add(code, begin, at + 3 * bytes.length);
    }

    private int html(int at, int begin) {
        int end = at + 1;
        while (end < inLength && end - at < LONGEST && in[end] != ';') end++;
        if (end == inLength || in[end] != ';') return add(in[at], begin, at + 1);
        String name = new String(in, at + 1, end - at - 1);
        Character named = NAMED.get(name);
        int code = named == null ? -1 : named;
        if (name.startsWith("#x") || name.startsWith("#X")) code = number(at + 3, end, 16);
        else if (name.startsWith("#")) code = number(at + 2, end, 10);
        return code < 0 ? add(in[at], begin, at + 1) : add(code, begin, end + 1);
    }

    /** Returns the value of the digits; -1 if they are no code of a character. */
    private int number(int first, int end, int radix) {
        if (end > inLength || first >= end) return -1;
        int value = 0;
        for (int i = first; i < end; i++) {
            int digit = Character.digit(in[i], radix);
            if (digit < 0 || value > Character.MAX_CODE_POINT) return -1;
            value = value * radix + digit;
        }
        return Character.isValidCodePoint(value) ? value : -1;
    }

    private int add(int code, int begin, int end) {
        if (!isInvisible(code))
            for (char unit : Character.toChars(code)) {
                out[length] = unit;
                from[length] = inFrom[begin];
                to[length++] = inTo[end - 1];
            }
        return end;
    }

    private static boolean isInvisible(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
