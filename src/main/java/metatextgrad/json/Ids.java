package metatextgrad.json;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks names of projects and sets. Names are part of keys, run ids, command lines and file names,
 * so invisible characters and path separators are not allowed.
 */
public final class Ids {
    static final String RULE =
            "must be 1 to 200 characters: a letter or digit, then letters, digits, `.`, `_`, `-` or blanks";

    private static final Pattern ID =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._ -]{0,199}");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._ -]+");
    private static final Pattern LEADING = Pattern.compile("^[^\\p{L}\\p{N}]+");
    private static final int MAX_OF_A_FILE = 150;

    private Ids() {}

    /**
     * Returns the name if it is valid.
     *
     * @param what is called so, such as {@code set}, or the option it came from
     * @throws IllegalArgumentException with the rule, in one line
     */
    public static String check(String what, String name) {
        if (ID.matcher(name).matches()) return name;
        throw new IllegalArgumentException(what + " " + RULE);
    }

    /** Returns a valid name made from a file name; short enough for a suffix. */
    static String of(@Nullable String file) {
        String name = OTHER.matcher(file == null ? "" : file).replaceAll("-");
        name = LEADING.matcher(name).replaceFirst("");
        if (name.codePointCount(0, name.length()) > MAX_OF_A_FILE)
            name = name.substring(0, name.offsetByCodePoints(0, MAX_OF_A_FILE));
        return name.isEmpty() ? "set" : name;
    }
}
