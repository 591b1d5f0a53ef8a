package metatextgrad.prompt;

import static java.util.stream.Collectors.toCollection;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds runs of tokens that two texts share. A token is a word, in any case, or any other character
 * except blanks. In scripts without blanks between words, each letter is a token.
 */
public final class Overlap {
    private static final Set<UnicodeScript> UNSPACED =
            EnumSet.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.THAI,
                    UnicodeScript.LAO,
                    UnicodeScript.KHMER,
                    UnicodeScript.MYANMAR);

    /** Takes the place of a passage. */
    private static final String CUT = "\u2026";

    private record Token(String text, int start, int end) {}

    private Overlap() {}

    /** Returns the number of tokens of a text. */
    public static int tokensIn(String text) {
        return tokens(text).size();
    }

    /** Returns each run of this length, in small letters and with a blank between tokens. */
    public static List<String> runs(String text, int length) {
        List<Token> all = tokens(text);
        return runs(all, length, texts(all));
    }

    /**
     * Returns the first run of this length that is in a text and in one of the sources, but in no
     * text that may be quoted. The run is as in the text, in one line.
     *
     * @param tokens length of a run, at least 1
     */
    public static Optional<String> first(
            String text, Collection<String> sources, Collection<String> mayQuote, int tokens) {
        List<Token> own = tokens(text);
        List<Integer> copied = copied(own, sources, mayQuote, tokens);
        if (copied.isEmpty()) return Optional.empty();
        int first = copied.getFirst();
        String shared = text.substring(own.get(first).start(), own.get(first + tokens - 1).end());
        return Optional.of(shared.replaceAll("\\s+", " "));
    }

    /**
     * Returns the passages of texts that consist of runs which one of the others has. Each text is
     * read once, however many others there are.
     *
     * @param tokens length of a run, at least 1
     */
    public static Set<String> passages(
            Collection<String> texts, Collection<String> others, int tokens) {
        Set<String> runs = new TreeSet<>();
        others.forEach(other -> runs.addAll(runs(other, tokens)));
        Set<String> first = new TreeSet<>();
        runs.forEach(run -> first.add(run.split(" ", 2)[0]));
        Set<String> passages = new LinkedHashSet<>();
        for (String text : texts) {
            List<Token> own = tokens(text);
            List<String> words = own.stream().map(Token::text).toList();
            BitSet shared = new BitSet();
            for (int at = 0; at + tokens <= words.size(); at++)
                if (first.contains(words.get(at))
                        && runs.contains(String.join(" ", words.subList(at, at + tokens))))
                    shared.set(at, at + tokens);
            for (int end = shared.length(); end > 0; ) {
                int start = shared.previousClearBit(end - 1) + 1;
                passages.add(text.substring(own.get(start).start(), own.get(end - 1).end()));
                end = shared.previousSetBit(start - 1) + 1;
            }
        }
        return passages;
    }

    /**
     * Returns the text with a mark in place of each passage that consists of such runs. It is empty
     * if no more than half of its tokens would be left.
     */
    public static Optional<String> without(
            String text, Collection<String> sources, Collection<String> mayQuote, int tokens) {
        List<Token> own = tokens(text);
        BitSet cut = new BitSet();
        copied(own, sources, mayQuote, tokens).forEach(run -> cut.set(run, run + tokens));
        if (2 * cut.cardinality() >= own.size()) return Optional.empty();
        StringBuilder rest = new StringBuilder(text);
        for (int end = cut.length(); end > 0; ) {
            int start = cut.previousClearBit(end - 1) + 1;
            rest.replace(own.get(start).start(), own.get(end - 1).end(), CUT);
            end = cut.previousSetBit(start - 1) + 1;
        }
        return Optional.of(rest.toString());
    }

    /** Returns the positions of the runs that are copied. */
    private static List<Integer> copied(
            List<Token> own, Collection<String> sources, Collection<String> mayQuote, int tokens) {
        Set<String> first = texts(own);
        List<String> ownRuns = runs(own, tokens, first);
        Set<String> suspect = new TreeSet<>(ownRuns);
        mayQuote.forEach(known -> suspect.removeAll(runs(tokens(known), tokens, first)));
        if (suspect.isEmpty()) return List.of();
        Set<String> copied = new TreeSet<>();
        for (String source : sources) copied.addAll(runs(tokens(source), tokens, first));
        copied.retainAll(suspect);
        return IntStream.range(0, ownRuns.size())
                .filter(run -> copied.contains(ownRuns.get(run)))
                .boxed()
                .toList();
    }

    /**
     * Returns the runs that begin with one of these tokens, in the order of the text. Most
     * positions of other texts need no run then. Tokens contain no blanks, so the joined runs are
     * unambiguous.
     */
    private static List<String> runs(List<Token> tokens, int length, Set<String> first) {
        List<String> texts = tokens.stream().map(Token::text).toList();
        List<String> runs = new ArrayList<>();
        for (int begin = 0; begin + length <= texts.size(); begin++)
            if (first.contains(texts.get(begin)))
                runs.add(String.join(" ", texts.subList(begin, begin + length)));
        return runs;
    }

    private static Set<String> texts(List<Token> tokens) {
        return tokens.stream().map(Token::text).collect(toCollection(TreeSet::new));
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int first = text.codePointAt(at);
            int end = at + Character.charCount(first);
            if (inWord(first)) {
                while (end < text.length() && inWord(text.codePointAt(end)))
                    end += Character.charCount(text.codePointAt(end));
            }
            if (!Character.isWhitespace(first) && !Character.isSpaceChar(first))
                tokens.add(new Token(text.substring(at, end).toLowerCase(Locale.ROOT), at, end));
            at = end;
        }
        return tokens;
    }

    private static boolean inWord(int sign) {
        boolean letter =
                Character.isLetterOrDigit(sign)
                        || Character.getType(sign) == Character.NON_SPACING_MARK
                        || Character.getType(sign) == Character.COMBINING_SPACING_MARK;
        return letter && !UNSPACED.contains(UnicodeScript.of(sign));
    }
}
