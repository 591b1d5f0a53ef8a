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
     * Reads the text between the tags. A reply with more than one pair is ambiguous: the other pair
     * may be quoted from a task.
     */
    static TaggedText in(String reply, Tags tags) {
        int start = reply.indexOf(tags.start());
        if (start < 0) return new Missing("no start tag " + tags.start());
        int from = start + tags.start().length();
        int end = reply.indexOf(tags.end(), from);
        if (end < 0) return new Missing("no end tag " + tags.end());
        String text = reply.substring(from, end).strip();
        String around =
                reply.substring(0, start) + "\n" + reply.substring(end + tags.end().length());
        if (around.contains(tags.start())
                || around.contains(tags.end())
                || text.contains(tags.start()))
            return new Missing("more than one pair of tags " + tags.start());
        return text.isEmpty() ? new Missing("nothing between the tags") : new Found(text);
    }
}
