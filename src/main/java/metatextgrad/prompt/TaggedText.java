package metatextgrad.prompt;

import metatextgrad.model.Tags;

/** The text between the tags of a reply, or why there is none (METHOD §6.1 checks 12 and 13). */
public sealed interface TaggedText {
    /** The trimmed text inside. */
    record Found(String text) implements TaggedText {}

    /** No usable text, and why. */
    record Missing(String reason) implements TaggedText {}

    /**
     * Reads what stands between the last start tag and the last end tag. The last ones, since a
     * reply may quote the tags before it uses them; so a start tag without an end is no text.
     */
    static TaggedText in(String reply, Tags tags) {
        int end = reply.lastIndexOf(tags.end());
        int behind = end < 0 ? 0 : end + tags.end().length();
        if (reply.indexOf(tags.start(), behind) >= 0)
            return new Missing("no end tag " + tags.end());
        int start = reply.lastIndexOf(tags.start(), end - tags.start().length());
        if (start < 0) return new Missing("no start tag " + tags.start());
        String text = reply.substring(start + tags.start().length(), end).strip();
        return text.isEmpty() ? new Missing("nothing between the tags") : new Found(text);
    }
}
