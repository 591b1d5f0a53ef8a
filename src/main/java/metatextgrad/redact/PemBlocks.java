package metatextgrad.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds private keys in PEM format, from the begin line to the end line. */
final class PemBlocks {
    private static final Pattern BEGIN =
            Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
    private static final Pattern END =
            Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");

    private PemBlocks() {}

    /**
     * Returns all blocks. A block without an end line ends at an empty line, or at the first
     * character that no key has.
     */
    static List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        Matcher end = END.matcher(text);
        boolean endless = false;
        for (int at = 0; begin.find(at); ) {
            endless = endless || !end.find(begin.end());
            at = endless ? body(text, begin.end()) : end.end();
            found.add(new Found(Secret.KEY, begin.start(), at));
        }
        return found;
    }

    private static int body(String text, int from) {
        int last = from;
        for (int to = from; to < text.length() && inBody(text.charAt(to)); to++) {
            if (text.startsWith("\n\n", to)) break;
            if (!Character.isWhitespace(text.charAt(to))) last = to + 1;
        }
        return last;
    }

    private static boolean inBody(char sign) {
        return sign < 128
                && (Character.isLetterOrDigit(sign)
                        || (Character.isWhitespace(sign) && sign != ' ')
                        || "+/=\\".indexOf(sign) >= 0);
    }
}
