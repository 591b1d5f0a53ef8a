package metatextgrad.simulator.skill;

/**
 * Which words of a sentence are denied. A negator turns the words behind it in its clause around,
 * and a dismissal ("... is not needed") the words before it; two of them cancel out, so that "never
 * skip the check" asks for the check.
 */
final class Polarity {
    private static final int FORWARD = 9;
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
            flip(denied, Math.max(0, dismissal.start() - BACKWARD), dismissal.start());
        }
        return new Polarity(denied);
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
                && end - negator <= FORWARD
                && sentence.clauses().get(end) == clause
                && !isBoundary(sentence.words().get(end), end - negator, smallWords)) {
            end++;
        }
        flip(denied, negator + 1, end);
    }

    /** "Instead of" and "rather than" are negators and do not end their own reach. */
    private static boolean isBoundary(String word, int distance, Lexicon.SmallWords smallWords) {
        return distance > 1 && smallWords.boundaries().contains(word);
    }

    private static void flip(boolean[] denied, int start, int end) {
        for (int i = start; i < end; i++) {
            denied[i] = !denied[i];
        }
    }
}
