package metatextgrad.evaluator;

import metatextgrad.model.Tags;
import metatextgrad.prompt.TaggedText;

/** What a judge model replies: 1 or 0 between the requested tags. */
final class Verdict {
    private static final Tags TAGS = new Tags("<ACCURACY>", "</ACCURACY>");

    private Verdict() {}

    /** Returns the text between the tags exactly as they are requested; empty without them. */
    static String in(String reply) {
        return reply.contains(TAGS.start())
                        && reply.contains(TAGS.end())
                        && TaggedText.in(reply, TAGS) instanceof TaggedText.Found found
                ? found.text()
                : "";
    }
}
