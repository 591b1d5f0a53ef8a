package metatextgrad.simulator.skill;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of one sentence, each with the number of its clause. */
record Sentence(List<String> words, List<Integer> clauses, boolean question) {
    static final Pattern END = Pattern.compile("(?<=[.!?])[\"')\\]*_]*\\s+|\\n+");
    static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*•#>]+|\\d+[.)])\\s+");
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\d]+|[,;:()—–]");

    Sentence {
        words = List.copyOf(words);
        clauses = List.copyOf(clauses);
    }

    static List<Sentence> all(String text) {
        var sentences = new ArrayList<Sentence>();
        for (String part : END.split(plain(text))) {
            Sentence sentence = read(BULLET.matcher(part).replaceFirst(""));
            if (!sentence.words().isEmpty()) sentences.add(sentence);
        }
        return sentences;
    }

    private static Sentence read(String text) {
        var words = new ArrayList<String>();
        var clauses = new ArrayList<Integer>();
        int clause = 0;
        var matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            String token = matcher.group();
            if (Character.isLetterOrDigit(token.codePointAt(0))) {
                words.add(token);
                clauses.add(clause);
            } else {
                clause++;
            }
        }
        return new Sentence(words, clauses, text.strip().endsWith("?"));
    }

    /** Converts to lower case, expands short forms, and replaces meaningful symbols by words. */
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("answer\\s*:", " answercolon ")
                .replaceAll("\\.\\.\\.|…", " ")
                .replaceAll("\\be\\.g\\.|\\bi\\.e\\.", " ")
                .replaceAll("[`'\"]'[`'\"]", " apostrophe ")
                .replace("&", " ampersand ")
                .replaceAll("[`'\"][\\[\\](){}<>][`'\"]", " bracket ")
                .replaceAll("\\bcan't|\\bcannot", "can not")
                .replaceAll("\\bwon't", "will not")
                .replaceAll("n't\\b", " not")
                .replaceAll("'(?:s|re|ve|ll|d|m)\\b", "")
                .replaceAll("\\bnothing (?:but|except|other than|beyond|more than)\\b", "only")
                .replaceAll("\\bnothing (?:else|more)\\b", "only")
                .replaceAll("\\bnot only\\b", "also")
                .replaceAll("\\bno matter\\b", "whatever");
    }
}
