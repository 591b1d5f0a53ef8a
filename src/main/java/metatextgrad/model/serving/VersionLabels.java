package metatextgrad.model.serving;

import java.util.Set;
import java.util.regex.Pattern;

/** The names of versions. Two have a fixed meaning, and operators choose the others. Pure. */
public final class VersionLabels {
    /** Names the champion. */
    public static final String PRODUCTION = "production";

    /** Names the newest version that passed the gate or serves a share; else the champion. */
    public static final String STAGING = "staging";

    private static final Set<String> FIXED = Set.of(PRODUCTION, STAGING);
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private VersionLabels() {}

    /**
     * Returns a label that an operator may choose.
     *
     * @throws IllegalArgumentException with the rule, in one line
     */
    public static String check(String label) {
        if (FIXED.contains(label))
            throw new IllegalArgumentException(
                    "label `%s` follows what serves: choose another name".formatted(label));
        if (LABEL.matcher(label).matches()) return label;
        throw new IllegalArgumentException(
                "a label must be 1 to 40 characters: a small letter, then small letters, digits or `-`");
    }
}
