package metatextgrad.strategy;

import metatextgrad.json.ReplyJson;
import metatextgrad.model.Tags;
import metatextgrad.prompt.TaggedText;

/** The new text that a reply to an update request offers for one prompt. */
public sealed interface PromptReply {
    /** The block of an update request that shows the text to improve. */
    Tags CURRENT = new Tags("<CURRENT_TEXT>", "</CURRENT_TEXT>");

    /** What an update request shows between the tags. Small models send it back. */
    String PLACEHOLDER = "the improved text";

    /** The field of a JSON object with the text. Objects that a task has seldom have it. */
    String FIELD = "improved_text";

    /** A new text. */
    record Changed(String text) implements PromptReply {}

    /** A text that changes nothing, by the request or by the reply's own copy of the request. */
    record Unchanged(String text) implements PromptReply {}

    /** There is no text, for this reason. */
    record Missing(String reason) implements PromptReply {}

    /**
     * Reads a reply: the text between the tags, else that of a JSON object.
     *
     * @param current the text to improve
     */
    static PromptReply in(String reply, Tags tags, String current) {
        return switch (text(reply, tags)) {
            case TaggedText.Missing missing -> new Missing(missing.reason());
            case TaggedText.Found found when found.text().equalsIgnoreCase(PLACEHOLDER) ->
                    new Missing("it offers `" + PLACEHOLDER + "`, which is no text");
            case TaggedText.Found found ->
                    found.text().equals(current.strip()) || isCopied(reply, found)
                            ? new Unchanged(found.text())
                            : new Changed(found.text());
        };
    }

    private static TaggedText text(String reply, Tags tags) {
        return switch (TaggedText.in(reply, tags)) {
            case TaggedText.Missing missing ->
                    ReplyJson.field(reply, FIELD)
                            .<TaggedText>map(TaggedText.Found::new)
                            .orElse(missing);
            case TaggedText.Found found -> found;
        };
    }

    private static boolean isCopied(String reply, TaggedText.Found found) {
        return reply.contains(CURRENT.start()) && TaggedText.in(reply, CURRENT).equals(found);
    }
}
