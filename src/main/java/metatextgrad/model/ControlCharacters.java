package metatextgrad.model;

import java.util.regex.Pattern;

/**
 * Characters that control a terminal, or hide or reorder the text around them. Models, servers and
 * files may contain them. Pure.
 */
public final class ControlCharacters {
    /** Control and format characters, and the separators of lines and paragraphs. */
    private static final String INVISIBLE = "\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}";

    private static final Pattern NOT_IN_LINE = Pattern.compile("[" + INVISIBLE + "]");
    private static final Pattern GAP = Pattern.compile("[" + INVISIBLE + "\\s]+");

    /** All but line break and tab. Joiners stay: emoji and some scripts need them. */
    private static final Pattern CONTROL =
            Pattern.compile(
                    "[\\p{Cc}\\p{Zl}\\p{Zp}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069&&[^\n\t]]");

    private ControlCharacters() {}

    /** Returns whether the text is a line without control and format characters. */
    public static boolean isLine(String text) {
        return !NOT_IN_LINE.matcher(text).find();
    }

    /** Returns the text as such a line: a blank replaces each gap. */
    public static String line(String text) {
        return GAP.matcher(text).replaceAll(" ").strip();
    }

    /**
     * Returns the text with each control character as JSON escapes it, such as {@code \u001b}. Line
     * breaks and tabs stay. JSON keeps its meaning.
     */
    public static String visible(String text) {
        return CONTROL.matcher(text)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }
}
