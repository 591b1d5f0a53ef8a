package metatextgrad.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;

/** A document that a model wrote, freed of what models put around it. */
public final class ReplyText {
    /** A fence may be longer, around a text that has fences itself. */
    private static final Pattern FENCE =
            Pattern.compile(
                    "(?ms)(?:^|(?<=>))\\h*(`{3,})[\\w+-]*\\h*\\R(.*?)^\\h*\\1(?=\\h*(?:$|</))");

    private ReplyText() {}

    /** Returns the trimmed contents of all complete code fences that are not empty, in order. */
    public static List<String> fences(String reply) {
        return FENCE.matcher(reply)
                .results()
                .map(fence -> fence.group(2).strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Returns whether a topic can carry the text: escapes may have left an unpaired surrogate. */
    public static boolean encodable(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }
}
