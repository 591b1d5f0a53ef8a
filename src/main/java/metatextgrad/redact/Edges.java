package metatextgrad.redact;

/** Where a secret may begin and end, for all patterns. */
final class Edges {
    /** Not within a word; the n of a line break that JSON wrote as two signs belongs to none. */
    static final String BEGIN = "(?:(?<![A-Za-z0-9_\\]])|(?<=\\\\[nrt]))";

    /**
     * Not within a word, and not before a mark: what stands between two marks is then read as
     * before, and a text that is hidden already stays as it is.
     */
    static final String END = "(?![A-Za-z0-9_\\[])";

    /** Not behind a part of a longer number or name, such as of a decimal or a UUID. */
    static final String NO_PART_BEFORE = "(?<![A-Za-z0-9][.,/:-])";

    static final String NO_PART_BEHIND = "(?![.,/:-]?[0-9])";

    private Edges() {}
}
