package metatextgrad.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds keys: those in the format of a known issuer, and random strings behind a word such as
 * password. Only the key is hidden, not the word before it.
 */
final class KeyFinder implements Finder {
    private static final Pattern ISSUED =
            Pattern.compile(
                    "(?=[sprAgxhne])"
                            + Edges.BEGIN
                            + "(?:(?<!-)sk-(?=[A-Za-z_-]{0,100}[0-9])[A-Za-z0-9_-]{16,200}"
                            + "|[prs]k_(?:live|test)_[A-Za-z0-9]{10,100}"
                            + "|A(?:KI|SI)A[A-Z0-9]{16}"
                            + "|gh[opsur]_[A-Za-z0-9]{30,100}"
                            + "|github_pat_[A-Za-z0-9_]{20,100}"
                            + "|glpat-[A-Za-z0-9_-]{20,100}"
                            + "|xox[a-z]-[A-Za-z0-9-]{10,200}"
                            + "|AIza[A-Za-z0-9_-]{35}"
                            + "|(?:hf|npm)_[A-Za-z0-9]{30,100}"
                            + "|(?<!-)eyJ[A-Za-z0-9_-]{8,500}+\\.[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]++)?)"
                            + Edges.END);

    private static final String VALUE = "([^\\s\"'<>,;&(){}\\[\\]\\\\]{6,})";

    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)(?=[apstc])(?:(?:api|access|private|account)[_-]?key|secret|secret[_-]?key|token"
                            + "|password|passwd|passwort|pwd|credential)"
                            + "(?:\\\\?[\"']?[ \\t]{0,3}[:=]| is| ist| lautet)[ \\t]{0,3}\\\\?[\"']?"
                            + VALUE);

    private static final Pattern HEADER =
            Pattern.compile("(?i)(?=b)(?:bearer|basic)[ \\t]{1,3}" + VALUE);

    private static final Pattern IN_ADDRESS =
            Pattern.compile("://[^\\s:/@\\[\\]]{0,64}:([^\\s:/@\\[\\]]{3,100})@");

    @Override
    public List<Found> in(String text) {
        List<Found> found = new ArrayList<>(PemBlocks.in(text));
        add(ISSUED, 0, false, text, found);
        if (text.contains("://")) add(IN_ADDRESS, 1, false, text, found);
        add(NAMED, 1, true, text, found);
        add(HEADER, 1, true, text, found);
        return found;
    }

    private static void add(
            Pattern pattern, int group, boolean drawn, String text, List<Found> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            int from = matcher.start(group);
            int to = matcher.end(group);
            while (to > from && text.charAt(to - 1) == '.') to--;
            if (drawn && !Chance.isDrawn(text.substring(from, to))) continue;
            found.add(new Found(Secret.KEY, from, to));
        }
    }
}
