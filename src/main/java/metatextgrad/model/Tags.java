package metatextgrad.model;

/** The pair of tags that encloses a rewrite. */
public record Tags(String start, String end) {
    public static final Tags DEFAULT = new Tags("<IMPROVED_VARIABLE>", "</IMPROVED_VARIABLE>");

    public Tags {
        start = Text.nonBlank(start, "start tag");
        end = Text.nonBlank(end, "end tag");
        if (start.equals(end))
            throw new IllegalArgumentException("start and end tag are equal: " + start);
    }
}
