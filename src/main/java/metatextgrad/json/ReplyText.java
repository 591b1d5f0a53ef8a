package metatextgrad.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A document that a model wrote, freed of what models put around it. */
public final class ReplyText {
    /** A fence may be longer, around a text that has fences itself. */
    private static final Pattern FENCE =
            Pattern.compile(
                    "(?ms)(?:^|(?<=>))\\h*(`{3,})[\\w+-]*\\h*\\R(.*?)^\\h*\\1(?=\\h*(?:$|</))");

    private ReplyText() {}

    /**
     * The content of a code fence.
     *
     * @param text trimmed
     * @param isCut whether another fence of this length begins inside, so that its end may be the
     *     end of this text
     */
    public record Fenced(String text, boolean isCut) {
        private static Fenced of(MatchResult fence) {
            String text = fence.group(2).strip();
            String mark = fence.group(1);
            return new Fenced(text, text.lines().anyMatch(line -> line.strip().startsWith(mark)));
        }
    }

    /** Returns the contents of all complete code fences that are not empty, in order. */
    public static List<Fenced> fences(String reply) {
        return FENCE.matcher(reply)
                .results()
                .map(Fenced::of)
                .filter(fenced -> !fenced.text.isEmpty())
                .toList();
    }

    /** Returns whether a topic can carry the text: escapes may have left an unpaired surrogate. */
    public static boolean encodable(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }
}
