package metatextgrad.simulator.skill;

import java.util.List;

/**
 * Finds the denied words of a sentence. A negator denies the words behind it in its clause, and a
 * dismissal ("... is not needed") denies the words before it. Two of them cancel out, so "never
 * skip the check" requires the check.
 */
final class Polarity {
    private static final Lexicon.SmallWords WORDS = Lexicon.ENGLISH.smallWords();
    private static final int BACKWARD = 16;

    private final boolean[] denied;

    private Polarity(boolean[] denied) {
        this.denied = denied;
    }

    static Polarity of(Sentence sentence) {
        var words = sentence.words();
        var denied = new boolean[words.size()];
        for (int i = 0; i < words.size(); i++)
            if (isNegator(sentence, i)) flipForward(sentence, i, denied);
        for (Concept.Place dismissal : WORDS.dismissals().places(words)) {
            if (isFollowedByTo(words, dismissal.end())) {
                flipForward(sentence, dismissal.end(), denied);
            } else {
                flip(denied, Math.max(0, dismissal.start() - BACKWARD), dismissal.start());
            }
        }
        return new Polarity(denied);
    }

    /** "It is unnecessary to ..." denies the words behind it. */
    private static boolean isFollowedByTo(List<String> words, int next) {
        return next < words.size() && words.get(next).equals("to");
    }

    boolean denied(int word) {
        return denied[word];
    }

    private static boolean isNegator(Sentence sentence, int at) {
        String word = sentence.words().get(at);
        boolean comparison =
                at + 1 < sentence.words().size()
                        && ((word.equals("rather") && sentence.words().get(at + 1).equals("than"))
                                || (word.equals("instead")
                                        && sentence.words().get(at + 1).equals("of")));
        return comparison || WORDS.negators().contains(word);
    }

    private static void flipForward(Sentence sentence, int negator, boolean[] denied) {
        int clause = sentence.clauses().get(negator);
        int end = negator + 1;
        while (end < denied.length
                && sentence.clauses().get(end) == clause
                && !isBoundary(sentence.words(), end, end - negator)) {
            end++;
        }
        flip(denied, negator + 1, end);
    }

    /** "Instead of" does not end its own scope, and "going over and checking" is one phrase. */
    private static boolean isBoundary(List<String> words, int at, int distance) {
        boolean goesOn =
                words.get(at).equals("and")
                        && at + 1 < words.size()
                        && words.get(at + 1).endsWith("ing");
        return distance > 1 && !goesOn && WORDS.boundaries().contains(words.get(at));
    }

    private static void flip(boolean[] denied, int start, int end) {
        for (int i = start; i < end; i++) denied[i] = !denied[i];
    }
}
