package metatextgrad.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences of a page. Headings, list items and cells of tables end one too. Pure. */
final class Sentences {
    private static final Pattern END =
            Pattern.compile(
                    "(?<=[.!?:])[\"')\\]]*\\s+(?=[\"'(\\[]*[A-Z0-9\0])|\n"
                            + "[ \t]*(?=[-*|#>]|\\d+\\.)|\n"
                            + "\\s*\n"
                            + "|\\|");
    private static final Pattern WORD = Pattern.compile("[A-Za-z\0][\\w\0'’./-]*");

    private Sentences() {}

    /** A sentence of a page, by the line in which it begins. */
    record Sentence(long line, String text) {
        int words() {
            return (int) WORD.matcher(text).results().count();
        }

        @Override
        public String toString() {
            return line
                    + ": "
                    + words()
                    + " words: "
                    + text.replace(Prose.CODE, '#').replaceAll("\\s+", " ");
        }
    }

    static List<Sentence> of(String prose) {
        List<Sentence> sentences = new ArrayList<>();
        Matcher end = END.matcher(prose);
        int from = 0;
        while (end.find()) {
            add(sentences, prose, from, end.start());
            from = end.end();
        }
        add(sentences, prose, from, prose.length());
        return sentences;
    }

    private static void add(List<Sentence> sentences, String prose, int from, int to) {
        String text = prose.substring(from, to).strip();
        if (!text.isEmpty()) sentences.add(new Sentence(BannedWords.line(prose, from), text));
    }
}
