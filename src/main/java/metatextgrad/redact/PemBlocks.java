package metatextgrad.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in files: from the line that begins one to the line that ends it. */
final class PemBlocks {
    private static final Pattern BEGIN =
            Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
    private static final Pattern END =
            Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");

    private PemBlocks() {}

    /** One that has no end goes on as long as it looks like a key, up to an empty line. */
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
