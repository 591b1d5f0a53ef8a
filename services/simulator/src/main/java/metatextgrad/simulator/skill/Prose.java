package metatextgrad.simulator.skill;

import java.util.List;
import java.util.Set;
import metatextgrad.simulator.question.TaskFamily;
import org.jspecify.annotations.Nullable;

/** Distinguishes statements from lists of keywords, questions and stories. */
final class Prose {
    private static final Lexicon.SmallWords WORDS = Lexicon.ENGLISH.smallWords();
    private static final double LEAST_FUNCTION_WORDS = .12;
    private static final double LEAST_WITHOUT_DETERMINER = .25;
    private static final double MAX_CONJUNCTIONS = .3;
    private static final int LONGEST_RUN = 6;
    private static final int FEW_WORDS = 5;

    private Prose() {}

    static boolean isStatement(Sentence sentence) {
        List<String> words = sentence.words();
        if (sentence.question() || words.stream().anyMatch(WORDS.narrative()::contains))
            return false;
        return hasVerb(sentence)
                && (words.size() < FEW_WORDS || isConnected(words))
                && !isEnumeration(sentence);
    }

    /** True if the sentence names something of the task, and not only words of an explanation. */
    static boolean isAbout(@Nullable TaskFamily task, Sentence sentence) {
        Concept anchor = task == null ? null : WORDS.anchors().get(task);
        return anchor == null
                || anchor.places(sentence.words()).stream()
                        .anyMatch(place -> !isOfAnotherText(place.end(), sentence));
    }

    /** True for "of your explanation" behind an anchor, but not for "in your answer". */
    private static boolean isOfAnotherText(int next, Sentence sentence) {
        List<String> words = sentence.words();
        return next + 2 < words.size()
                && (words.get(next).equals("of") || words.get(next).equals("in"))
                && words.get(next + 1).equals("your")
                && !WORDS.reply().contains(words.get(next + 2));
    }

    /** An order has its verb near the start of a clause, a rule anywhere. */
    private static boolean hasVerb(Sentence sentence) {
        List<String> words = sentence.words();
        if (words.stream().anyMatch(WORDS.finite()::contains)) return true;
        int start = 0;
        for (int i = 0; i < words.size(); i++) {
            if (!sentence.clauses().get(i).equals(sentence.clauses().get(start))) start = i;
            if (i - start < FEW_WORDS && WORDS.verbs().contains(words.get(i))) return true;
        }
        return false;
    }

    private static boolean isConnected(List<String> words) {
        int longest = 0;
        int run = 0;
        for (String word : words) {
            run = WORDS.function().contains(word) ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        boolean determined = words.stream().anyMatch(WORDS.determiners()::contains);
        double least = determined ? LEAST_FUNCTION_WORDS : LEAST_WITHOUT_DETERMINER;
        return share(words, WORDS.function()) >= least
                && longest < LONGEST_RUN
                && share(words, WORDS.conjunctions()) <= MAX_CONJUNCTIONS;
    }

    /** Many short pieces between commas, with few function words. */
    private static boolean isEnumeration(Sentence sentence) {
        long pieces = sentence.clauses().stream().distinct().count();
        double length = (double) sentence.words().size() / pieces;
        return pieces >= 4 && length <= 2.3 && share(sentence.words(), WORDS.function()) < .3;
    }

    private static double share(List<String> words, Set<String> kind) {
        return (double) words.stream().filter(kind::contains).count() / words.size();
    }
}
