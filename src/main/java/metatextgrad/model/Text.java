package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** Checks of texts in records, and names of constants. */
public final class Text {
    private Text() {}

    public static String nonBlank(String value, String name) {
        requireNonNull(value, name + " is null");
        if (value.isBlank()) throw new IllegalArgumentException(name + " is blank");
        return value;
    }

    /** Returns the name of a constant in lower case. */
    public static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name of a constant in lower case with hyphens. */
    public static String kebab(Enum<?> constant) {
        return lower(constant).replace('_', '-');
    }
}
