package metatextgrad.experiments.expectation;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.model.Text;

/**
 * What the test score of metaTextGrad minus that of another method must show. Expectations are
 * fixed before an experiment runs.
 *
 * @param against the name of the other method
 */
public record Expectation(Kind kind, String against) {
    /** The widest interval that shows that there is no effect. */
    static final double WIDEST = .05;

    /** The largest loss that still counts as none. */
    static final double MARGIN = .03;

    /** The kinds of expectations, with the fewest seeds that can meet them. */
    public enum Kind {
        /** The 95 % interval lies above 0. */
        ABOVE(8),
        /**
         * The interval, corrected for the number of such rows, contains 0, and the 95 % interval is
         * at most .05 wide.
         */
        CONTAINS_0(40),
        /** The lower end of the 95 % interval is at least -.03. */
        NOT_BELOW(40),
        /** The lower end of the slope over the doses is at least -.03. */
        DOES_NOT_FALL(8);

        private final int seeds;

        Kind(int seeds) {
            this.seeds = seeds;
        }

        /** Returns the fewest seeds that can meet it. */
        public int seeds() {
            return seeds;
        }
    }

    /**
     * Parses {@code KIND:METHOD}, such as {@code above:restarts}.
     *
     * @throws IllegalArgumentException for an unknown kind or a missing method
     */
    public static Expectation parse(String text) {
        String[] parts = text.split(":", 2);
        for (Kind kind : Kind.values()) {
            if (parts.length == 2 && !parts[1].isBlank() && Text.kebab(kind).equals(parts[0]))
                return new Expectation(kind, parts[1].strip());
        }
        throw new IllegalArgumentException(
                "an expectation is KIND:METHOD, such as above:restarts, not `%s`. Known kinds: %s"
                        .formatted(
                                text,
                                Stream.of(Kind.values())
                                        .map(Text::kebab)
                                        .collect(Collectors.joining(", "))));
    }

    /** Returns the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return Text.kebab(kind) + ":" + against;
    }
}
