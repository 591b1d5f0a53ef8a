package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** Checks on text for use in records. */
public final class Text {
    private Text() {}

    public static String nonBlank(String value, String name) {
        requireNonNull(value, name + " is null");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
        return value;
    }
}
