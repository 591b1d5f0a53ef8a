package metatextgrad.modelclient;

/**
 * Recognizes a reply that would never have ended: its tail repeats one short piece. Only cut-off
 * replies are examined, so that a table with equal rows is no repetition. Pure.
 */
final class Repetition {
    /** The longest piece, in chars: some sentences. */
    private static final int PIECE = 240;

    private static final int TIMES = 6;

    /** Fewer chars than this may be a line of dashes. */
    private static final int LEAST = 120;

    private Repetition() {}

    /** Returns whether the text ends with one piece, many times, of which the last may be cut. */
    static boolean endsIn(String text) {
        for (int piece = 1; piece <= PIECE; piece++)
            if (repeated(text, piece) >= Math.max(LEAST, TIMES * piece)) return true;
        return false;
    }

    /** Returns the length of the longest tail in which each char equals the one a piece before. */
    private static int repeated(String text, int piece) {
        int at = text.length() - 1;
        while (at >= piece && text.charAt(at) == text.charAt(at - piece)) at--;
        return text.length() - 1 - at;
    }
}
