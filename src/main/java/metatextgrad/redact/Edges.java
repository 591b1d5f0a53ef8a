package metatextgrad.redact;

/** The boundaries of a secret, for all patterns. */
final class Edges {
    /** Not within a word. The n of a line break that JSON escaped belongs to no word. */
    static final String BEGIN = "(?:(?<![A-Za-z0-9_\\]])|(?<=\\\\[nrt]))";

    /**
     * Not within a word, and not before a mark. So text between two marks is read as before, and
     * redacted text does not change.
     */
    static final String END = "(?![A-Za-z0-9_\\[])";

    /** Not behind a part of a longer number or name, such as a decimal or a UUID. */
    static final String NO_PART_BEFORE = "(?<![A-Za-z0-9][.,/:-])";

    static final String NO_PART_BEHIND = "(?![.,/:-]?[0-9])";

    private Edges() {}
}
