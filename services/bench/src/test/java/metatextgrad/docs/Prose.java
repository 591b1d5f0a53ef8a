package metatextgrad.docs;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that people read in a file: pages, comments, schema docs and help texts. Everything else
 * becomes {@link #CODE}, character by character, so places and lines stay the same. Pure.
 */
final class Prose {
    /** Replaces a character that is no prose. */
    static final char CODE = '\0';

    private static final String STRING = "\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"";
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?s)(?<comment>/\\*.*?\\*/|//[^\n]*)|\"\"\".*?\"\"\"|"
                            + STRING
                            + "|'(?:\\\\.|[^'\\\\\n])+'");
    private static final Pattern HELP =
            Pattern.compile(
                    "(?:description|header|footer)\\s*=\\s*(?:\\{\\s*)?("
                            + STRING
                            + "(?:\\s*[+,]\\s*"
                            + STRING
                            + ")*)");
    private static final Pattern DOC =
            Pattern.compile("\"doc\"\\s*:\\s*\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");
    private static final Pattern HASH = Pattern.compile("(?m)(?:^|(?<=\\s))#(?!!)(.*)$");

    private static final Pattern SIGNS =
            Pattern.compile("(?m)^\\s*/\\*\\*?|\\*/$|^\\s*\\*|^//+|[\"+]");
    private static final Pattern CODE_FONT =
            Pattern.compile(
                    "(?s)\\{@(?:code|link|linkplain|value|literal|snippet)\\b(?:[^{}]|\\{[^{}]*\\})*\\}|<pre>.*?</pre>|`[^`\n"
                            + "]*`|@(?:param|throws)\\s+\\S+|@see[^\n"
                            + "]*|https?://\\S+");
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^[ \t]*```.*?^[ \t]*```[ \t]*$|<!--.*?-->");
    private static final Pattern IN_LINE =
            Pattern.compile("`[^`]+`|(?<=\\])\\([^)\\s]*\\)|https?://\\S+");
    private static final Pattern EMPHASIS = Pattern.compile("\\*{1,2}(?=\\w)|(?<=[\\w.!?:)])\\*+");

    private Prose() {}

    static String of(Path file, String text) {
        String name = file.getFileName().toString();
        if (name.endsWith(".md") || name.equals("NOTES.txt"))
            return blank(blank(blank(text, BLOCK, ' '), IN_LINE, CODE), EMPHASIS, ' ');
        if (name.endsWith(".java")) return java(text);
        StringBuilder prose = new StringBuilder(blank(text, CODE));
        (name.endsWith(".avsc") ? DOC : HASH)
                .matcher(text)
                .results()
                .forEach(found -> put(prose, found, 1));
        return prose.toString();
    }

    private static String java(String text) {
        StringBuilder prose = new StringBuilder(blank(text, CODE));
        Matcher token = TOKEN.matcher(text);
        while (token.find()) if (token.group("comment") != null) put(prose, token, 0);
        HELP.matcher(text).results().forEach(help -> put(prose, help, 1));
        return prose.toString();
    }

    private static void put(StringBuilder prose, MatchResult found, int group) {
        String shown = blank(blank(found.group(group), SIGNS, ' '), CODE_FONT, CODE);
        prose.replace(found.start(group), found.end(group), shown);
    }

    private static String blank(String text, Pattern pattern, char sign) {
        return pattern.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(blank(found.group(), sign)));
    }

    private static String blank(String text, char sign) {
        return text.replaceAll("\\S", String.valueOf(sign));
    }
}
