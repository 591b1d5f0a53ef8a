package metatextgrad.prompt;

import java.util.List;
import metatextgrad.json.ReplyText;
import metatextgrad.model.Tags;

/**
 * The one text that a reply offers, or the reason why there is none (METHOD §6.1 checks 12 and 13).
 */
public sealed interface TaggedText {
    /** The text, trimmed. */
    record Found(String text) implements TaggedText {}

    /** There is no usable text, for this reason. */
    record Missing(String reason) implements TaggedText {}

    /**
     * Reads the text between the tags, in letters of any case. Without a pair of tags the only code
     * fence counts. A reply with more than one pair, or without a pair and with more than one
     * fence, is ambiguous: the other text may be quoted from a task. So is a fence with another one
     * inside: the end of the inner one would cut the text.
     */
    static TaggedText in(String reply, Tags tags) {
        String lower = lower(reply);
        String startTag = lower(tags.start());
        String endTag = lower(tags.end());
        int start = lower.indexOf(startTag);
        if (start < 0) return fenced(reply, "no start tag " + tags.start());
        int from = start + startTag.length();
        int end = lower.indexOf(endTag, from);
        if (end < 0) return fenced(reply, "no end tag " + tags.end());
        String text = reply.substring(from, end).strip();
        String around = lower.substring(0, start) + "\n" + lower.substring(end + endTag.length());
        if (around.contains(startTag)
                || around.contains(endTag)
                || lower.substring(from, end).contains(startTag))
            return new Missing("more than one pair of tags " + tags.start());
        return text.isEmpty() ? new Missing("nothing between the tags") : new Found(text);
    }

    private static TaggedText fenced(String reply, String otherwise) {
        List<ReplyText.Fenced> fences = ReplyText.fences(reply);
        if (fences.isEmpty()) return new Missing(otherwise);
        return fences.size() == 1 && !fences.getFirst().isCut()
                ? new Found(fences.getFirst().text())
                : new Missing(otherwise + ", and more than one code fence");
    }

    /** Returns the text with small letters instead of A to Z. Its length stays the same. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') lower.setCharAt(i, (char) (c + ('a' - 'A')));
        }
        return lower.toString();
    }
}
