package metatextgrad.prompt;

import metatextgrad.model.Tags;

/** The text between the tags of a reply, or why there is none (METHOD §6.1 checks 12 and 13). */
public sealed interface TaggedText {
    /** The trimmed text inside. */
    record Found(String text) implements TaggedText {}

    /** No usable text, and why. */
    record Missing(String reason) implements TaggedText {}

    /**
     * Reads what stands between the last start tag that has an end tag after it, and that end tag.
     * The last one, since a reply may quote the tags before it uses them.
     */
    static TaggedText in(String reply, Tags tags) {
        int end = reply.lastIndexOf(tags.end());
        if (!reply.contains(tags.start())) return new Missing("no start tag " + tags.start());
        if (end < 0) return new Missing("no end tag " + tags.end());
        int start = reply.lastIndexOf(tags.start(), end - 1);
        if (start < 0) return new Missing("no start tag " + tags.start() + " before the end tag");
        String text = reply.substring(start + tags.start().length(), end).strip();
        return text.isEmpty() ? new Missing("nothing between the tags") : new Found(text);
    }
}
