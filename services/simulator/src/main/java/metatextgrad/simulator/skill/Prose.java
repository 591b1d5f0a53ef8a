package metatextgrad.simulator.skill;

import java.util.List;

/** Tells a sentence that says something from a heap of keywords, a question and a story. */
final class Prose {
    private static final double LEAST_FUNCTION_WORDS = .12;
    private static final double MOST_CONJUNCTIONS = .3;
    private static final int LONGEST_RUN = 6;
    private static final int FEW_WORDS = 5;

    private Prose() {}

    static boolean says(Sentence sentence, Lexicon.SmallWords smallWords) {
        List<String> words = sentence.words();
        if (sentence.question() || words.stream().anyMatch(smallWords.narrative()::contains)) {
            return false;
        }
        return hasVerb(sentence, smallWords)
                && (words.size() < FEW_WORDS || isHeldTogether(words, smallWords))
                && !isEnumeration(sentence, smallWords);
    }

    /** An order has its verb at the start of a clause, a rule anywhere. */
    private static boolean hasVerb(Sentence sentence, Lexicon.SmallWords smallWords) {
        List<String> words = sentence.words();
        if (words.stream().anyMatch(smallWords.finite()::contains)) {
            return true;
        }
        int start = 0;
        for (int i = 0; i < words.size(); i++) {
            if (!sentence.clauses().get(i).equals(sentence.clauses().get(start))) {
                start = i;
            }
            if (i - start < FEW_WORDS && smallWords.verbs().contains(words.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHeldTogether(List<String> words, Lexicon.SmallWords smallWords) {
        int longest = 0;
        int run = 0;
        for (String word : words) {
            run = smallWords.function().contains(word) ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return share(words, smallWords) >= LEAST_FUNCTION_WORDS
                && longest < LONGEST_RUN
                && conjunctions(words, smallWords) <= MOST_CONJUNCTIONS;
    }

    /** Many short pieces between commas, with little that holds them together. */
    private static boolean isEnumeration(Sentence sentence, Lexicon.SmallWords smallWords) {
        long pieces = sentence.clauses().stream().distinct().count();
        double length = (double) sentence.words().size() / pieces;
        return pieces >= 4 && length <= 2.3 && share(sentence.words(), smallWords) < .3;
    }

    private static double share(List<String> words, Lexicon.SmallWords smallWords) {
        long found = words.stream().filter(smallWords.function()::contains).count();
        return (double) found / words.size();
    }

    private static double conjunctions(List<String> words, Lexicon.SmallWords smallWords) {
        long found = words.stream().filter(smallWords.conjunctions()::contains).count();
        return (double) found / words.size();
    }
}
