package metatextgrad.evaluator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer in a reply, as the strict reading does:
 *
 * <pre>
 * line   = any text, label, value, end of line     the last label of the reply counts
 * label  = "answer" in any case, at a word boundary, marks, ":"
 * value  = the rest of the line, or the next line that is not empty without its marks;
 *          without marks at its ends and full stops at its end
 * marks  = blanks and the emphasis of Markdown: * _ `
 * </pre>
 *
 * An empty value is no answer, even if an earlier label had one: only the last label counts.
 */
final class AnswerLine {
    private static final Pattern LABEL =
            Pattern.compile("(?<![\\p{L}\\p{N}_])answer[*_`\\h]*+:", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern LEADING = Pattern.compile("^[*_`\\s\\h]++");

    private AnswerLine() {}

    static @Nullable String of(String reply) {
        int start = -1;
        for (Matcher label = LABEL.matcher(reply); label.find(); ) start = label.end();
        if (start < 0) return null;
        return LINE_END.splitAsStream(reply.substring(start))
                .map(AnswerLine::bare)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** Returns a value without marks at its ends. Expected answers are read the same way. */
    static String bare(String value) {
        String text = LEADING.matcher(value).replaceFirst("");
        int end = text.length();
        while (end > 0 && trailing(text.charAt(end - 1))) end--;
        return text.substring(0, end);
    }

    private static boolean trailing(char c) {
        return "*_`.".indexOf(c) >= 0 || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
