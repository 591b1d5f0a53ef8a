package metatextgrad.simulator.skill;

import java.util.List;

/**
 * Which words of a sentence are denied. A negator turns the words behind it in its clause around,
 * and a dismissal ("... is not needed") the words before it; two of them cancel out, so that "never
 * skip the check" asks for the check.
 */
final class Polarity {
    private static final int BACKWARD = 16;

    private final boolean[] denied;

    private Polarity(boolean[] denied) {
        this.denied = denied;
    }

    static Polarity of(Sentence sentence, Lexicon.SmallWords smallWords) {
        var words = sentence.words();
        var denied = new boolean[words.size()];
        for (int i = 0; i < words.size(); i++) {
            if (isNegator(sentence, i, smallWords)) {
                flipForward(sentence, i, smallWords, denied);
            }
        }
        for (Concept.Place dismissal : smallWords.dismissals().places(words)) {
            if (isFollowedByTo(words, dismissal.end())) {
                flipForward(sentence, dismissal.end(), smallWords, denied);
            } else {
                flip(denied, Math.max(0, dismissal.start() - BACKWARD), dismissal.start());
            }
        }
        return new Polarity(denied);
    }

    /** "It is unnecessary to ..." dismisses what comes. */
    private static boolean isFollowedByTo(List<String> words, int next) {
        return next < words.size() && words.get(next).equals("to");
    }

    boolean denied(int word) {
        return denied[word];
    }

    private static boolean isNegator(Sentence sentence, int at, Lexicon.SmallWords smallWords) {
        String word = sentence.words().get(at);
        boolean comparison =
                at + 1 < sentence.words().size()
                        && ((word.equals("rather") && sentence.words().get(at + 1).equals("than"))
                                || (word.equals("instead")
                                        && sentence.words().get(at + 1).equals("of")));
        return comparison || smallWords.negators().contains(word);
    }

    private static void flipForward(
            Sentence sentence, int negator, Lexicon.SmallWords smallWords, boolean[] denied) {
        int clause = sentence.clauses().get(negator);
        int end = negator + 1;
        while (end < denied.length
                && sentence.clauses().get(end) == clause
                && !isBoundary(sentence.words(), end, end - negator, smallWords)) {
            end++;
        }
        flip(denied, negator + 1, end);
    }

    /** "Instead of" does not end its own reach, and "... going over and checking" is one thing. */
    private static boolean isBoundary(
            List<String> words, int at, int distance, Lexicon.SmallWords smallWords) {
        boolean goesOn =
                words.get(at).equals("and")
                        && at + 1 < words.size()
                        && words.get(at + 1).endsWith("ing");
        return distance > 1 && !goesOn && smallWords.boundaries().contains(words.get(at));
    }

    private static void flip(boolean[] denied, int start, int end) {
        for (int i = start; i < end; i++) {
            denied[i] = !denied[i];
        }
    }
}
