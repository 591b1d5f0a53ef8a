package metatextgrad.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds e-mail addresses around each at sign. The domain can use any script. */
final class MailFinder implements Finder {
    private static final int MAX_BEFORE = 64;
    private static final String IN_LOCAL = "._%+'-";
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62})\\.){1,8}\\p{L}{2,24}"
                            + "(?![\\p{L}\\p{N}_\\[])");

    @Override
    public List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        int free = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int from = begin(text, free, at);
            Matcher domain = DOMAIN.matcher(text).region(at + 1, text.length());
            domain.useTransparentBounds(true);
            if (from == at || !domain.lookingAt()) continue;
            found.add(new Found(Secret.E_MAIL, from, domain.end()));
            free = domain.end();
        }
        return found;
    }

    /**
     * Takes only Latin letters if one is before the at sign. So text of a script without blanks
     * stays.
     */
    private static int begin(String text, int free, int at) {
        boolean latin = at > free && text.charAt(at - 1) < 128;
        int from = at;
        int max = Math.max(free, at - MAX_BEFORE);
        while (from > max && inLocal(text.charAt(from - 1), latin)) from--;
        if (from > 0 && text.charAt(from - 1) == ']') return at;
        if (from < at && escaped(text, from)) from++;
        while (from < at && IN_LOCAL.indexOf(text.charAt(from)) >= 0) from++;
        return from;
    }

    private static boolean inLocal(char sign, boolean latin) {
        if (latin && sign >= 128) return false;
        return Character.isLetterOrDigit(sign) || IN_LOCAL.indexOf(sign) >= 0;
    }

    /** Returns true for the second character of a line break in JSON. */
    private static boolean escaped(String text, int from) {
        return from > 0 && text.charAt(from - 1) == '\\' && "nrt".indexOf(text.charAt(from)) >= 0;
    }
}
