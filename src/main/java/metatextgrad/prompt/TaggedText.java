package metatextgrad.prompt;

import metatextgrad.model.Tags;

/**
 * The text between the tags of a reply, or the reason why there is none (METHOD §6.1 checks 12 and
 * 13).
 */
public sealed interface TaggedText {
    /** The text inside the tags, trimmed. */
    record Found(String text) implements TaggedText {}

    /** There is no usable text, for this reason. */
    record Missing(String reason) implements TaggedText {}

    /**
     * Reads the text between the last start tag and the last end tag. A reply may quote the tags
     * before it uses them, so the last ones count. A start tag without an end tag gives no text.
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
