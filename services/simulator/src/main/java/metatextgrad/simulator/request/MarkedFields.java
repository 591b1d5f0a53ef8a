package metatextgrad.simulator.request;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import metatextgrad.simulator.chat.ChatRequest;

/** The form of DSPy: fields below markers such as {@code [[ ## question ## ]]}. */
public final class MarkedFields {
    private static final Pattern REPLY =
            Pattern.compile("starting with the field `\\[\\[ ## (\\w+) ## ]]`");
    private static final Pattern FIELD =
            Pattern.compile(
                    "(?s)\\[\\[ ## (\\w+) ## ]]\\n(.*?)(?=\\n\\s*\\[\\[ ## |\\z|\\n\\nRespond )");

    private MarkedFields() {}

    /** The first field that a request wants in its reply; empty if it wants another form. */
    public static Optional<String> reply(ChatRequest request) {
        return REPLY.matcher(request.conversation())
                .results()
                .map(match -> match.group(1))
                .reduce((first, second) -> second);
    }

    /** The content of a field in the conversation; empty if there is none. */
    public static String content(String name, ChatRequest request) {
        return FIELD.matcher(request.conversation())
                .results()
                .filter(match -> match.group(1).equals(name))
                .map(MarkedFields::text)
                .reduce((first, second) -> second)
                .orElse("");
    }

    /** A reply with one field. */
    public static String filled(String name, String text) {
        return "[[ ## " + name + " ## ]]\n" + text + "\n\n[[ ## completed ## ]]";
    }

    private static String text(MatchResult match) {
        return match.group(2).strip();
    }
}
