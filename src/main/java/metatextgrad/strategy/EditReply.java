package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import metatextgrad.model.Tags;
import metatextgrad.prompt.TaggedText;

/** The edits that a reply offers for one text, applied one after another. */
sealed interface EditReply {
    /** The most edits of one step. */
    int MOST = 4;

    /**
     * At least one edit fits.
     *
     * @param text the text after the edits that fit
     * @param applied these edits, in words
     * @param refused the other edits, each with its reason
     */
    record Edited(String text, List<String> applied, List<String> refused) implements EditReply {
        public Edited {
            applied = List.copyOf(applied);
            refused = List.copyOf(refused);
        }
    }

    /** No edit fits, for this reason. {@code refused} has the edits that the reply offers. */
    record Missing(String reason, List<String> refused) implements EditReply {
        public Missing {
            refused = List.copyOf(refused);
        }
    }

    /**
     * Reads a reply: the edits between the tags or in the only code fence, else those of a reply
     * without these tags.
     */
    static EditReply in(String reply, Tags tags, String current) {
        return switch (TaggedText.in(reply, tags)) {
            case TaggedText.Found found -> read(found.text(), current);
            case TaggedText.Missing missing ->
                    hasNone(reply, tags) && TextEdit.BLOCK.matcher(reply).find()
                            ? read(reply, current)
                            : new Missing(missing.reason(), List.of());
        };
    }

    private static boolean hasNone(String reply, Tags tags) {
        String lower = reply.toLowerCase(Locale.ROOT);
        return !lower.contains(tags.start().toLowerCase(Locale.ROOT))
                && !lower.contains(tags.end().toLowerCase(Locale.ROOT));
    }

    private static EditReply read(String text, String current) {
        String edited = current;
        List<String> applied = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (MatchResult block : TextEdit.BLOCK.matcher(text).results().toList()) {
            TextEdit edit = TextEdit.of(block);
            if (applied.size() == MOST) {
                refused.add(withReason(edit.inWords(), "a reply has at most " + MOST + " edits"));
                continue;
            }
            switch (edit.applyTo(edited)) {
                case TextEdit.Outcome.Changed changed -> {
                    edited = changed.text();
                    applied.add(edit.inWords());
                }
                case TextEdit.Outcome.Refused no ->
                        refused.add(withReason(edit.inWords(), no.reason()));
            }
        }
        if (!applied.isEmpty()) return new Edited(edited, applied, refused);
        String reason =
                refused.isEmpty()
                        ? "it has no edit of the form <EDIT>...</EDIT>"
                        : "no edit fits: " + String.join("; ", refused);
        return new Missing(reason.replaceAll("\\s+", " "), refused);
    }

    /** Returns an edit in words, with the reason why it was refused. */
    static String withReason(String edit, String reason) {
        return edit + " (refused: " + reason + ")";
    }
}
