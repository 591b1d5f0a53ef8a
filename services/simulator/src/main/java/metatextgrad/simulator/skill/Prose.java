package metatextgrad.simulator.skill;

import metatextgrad.simulator.question.TaskFamily;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Tells a sentence that says something from a heap of keywords, a question and a story. */
final class Prose {
    private static final double LEAST_FUNCTION_WORDS = .12;
    private static final double LEAST_WITHOUT_DETERMINER = .25;
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

    /** Whether it names something of the task, other than the words of an explanation. */
    static boolean isAbout(
            @Nullable TaskFamily task, Sentence sentence, Lexicon.SmallWords smallWords) {
        Concept anchor = task == null ? null : smallWords.anchors().get(task);
        return anchor == null
                || anchor.places(sentence.words()).stream()
                        .anyMatch(place -> !isOfAnotherText(place.end(), sentence, smallWords));
    }

    /** Behind an anchor: "of your explanation", but not "in your answer". */
    private static boolean isOfAnotherText(
            int next, Sentence sentence, Lexicon.SmallWords smallWords) {
        List<String> words = sentence.words();
        return next + 2 < words.size()
                && (words.get(next).equals("of") || words.get(next).equals("in"))
                && words.get(next + 1).equals("your")
                && !smallWords.reply().contains(words.get(next + 2));
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
        boolean determined = words.stream().anyMatch(smallWords.determiners()::contains);
        double least = determined ? LEAST_FUNCTION_WORDS : LEAST_WITHOUT_DETERMINER;
        return share(words, smallWords) >= least
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
