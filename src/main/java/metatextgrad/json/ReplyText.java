package metatextgrad.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document that a model wrote, freed of what models put around it. */
public final class ReplyText {
    private static final Pattern FENCE =
            Pattern.compile("\\s*```[a-z]*\\R(.*)\\R\\s*```\\s*", Pattern.DOTALL);

    private ReplyText() {}

    /** Returns the text without the code fence around all of it. */
    public static String unfenced(String text) {
        Matcher fence = FENCE.matcher(text);
        return fence.matches() ? fence.group(1) : text;
    }

    /** Returns whether a topic can carry the text: escapes may have left an unpaired surrogate. */
    public static boolean encodable(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }
}
