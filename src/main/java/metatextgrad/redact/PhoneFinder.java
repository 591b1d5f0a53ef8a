package metatextgrad.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds telephone numbers: with a plus or 00 and a country, in common national forms, and behind
 * the word telephone. Ignores plain numbers, dates and sums.
 */
final class PhoneFinder implements Finder {
    private static final int LEAST = 8;
    private static final int FEWEST = 7;
    private static final int MAX = 15;

    private static final String GROUP = "(?:[ ./-]?\\(|\\)[ ./-]?|[ ./-])";
    private static final String ABROAD =
            "(?:\\+|"
                    + Edges.NO_PART_BEFORE
                    + "00)[1-9][0-9]{0,14}(?:"
                    + GROUP
                    + "[0-9]{1,14}){0,6}";
    private static final String AMERICAN =
            "(?:1[ .-])?(?:\\([2-9][0-9]{2}\\)[ .-]?[0-9]{3}[ .-][0-9]{4}"
                    + "|[2-9][0-9]{2}([.-])[0-9]{3}\\1[0-9]{4})";
    private static final String FRENCH = "0[1-9](?:[ .-][0-9]{2}){4}";
    private static final String BRITISH =
            "(?:\\(?02[0-9]\\)? [0-9]{4} [0-9]{4}|0[0-9]{4} [0-9]{6}|0[0-9]{4} [0-9]{3} [0-9]{3}"
                    + "|01[0-9]{2} [0-9]{3} [0-9]{4}|0800 [0-9]{3} [0-9]{4}|07[0-9]{9})";
    private static final String GERMAN =
            "(?:0[1-9][0-9]{1,4}[ /][0-9]{5,9}|0[1-9][0-9]{1,4}/[0-9]{2,4}(?: [0-9]{2,4}){1,3}"
                    + "|01[567][0-9]-?[0-9]{7,8})";

    private static final Pattern PHONE =
            Pattern.compile(
                    "(?=[+(0-9])"
                            + Edges.BEGIN
                            + "(?:"
                            + ABROAD
                            + "|"
                            + Edges.NO_PART_BEFORE
                            + "(?:"
                            + String.join("|", AMERICAN, FRENCH, BRITISH, GERMAN)
                            + "))"
                            + Edges.NO_PART_BEHIND
                            + Edges.END);

    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)(?=[tpfmw])(?<![a-z])(?:tel|telephone|telefon|phone|fax|mobile|whatsapp)"
                            + "(?:[ _]?(?:number|no|nr))?[\"']?[.:=]{0,2}[ \"'#]{0,3}"
                            + "(\\(?[0-9](?:[ ()./-]{0,2}[0-9]){6,14})"
                            + Edges.NO_PART_BEHIND
                            + Edges.END);

    @Override
    public List<Found> in(String text) {
        if (!Finder.hasDigits(text, FEWEST)) return List.of();
        List<Found> found = new ArrayList<>();
        find(PHONE, 0, text, found);
        find(NAMED, 1, text, found);
        return found;
    }

    private static void find(Pattern pattern, int group, String text, List<Found> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            int from = matcher.start(group);
            int to = shortened(text, from, matcher.end(group));
            if (isOne(text, from, to)) found.add(new Found(Secret.PHONE, from, to));
        }
    }

    /** Drops groups at the end that make the number too long; they may be other numbers. */
    private static int shortened(String text, int from, int to) {
        int end = to;
        while (digits(text, from, end) > MAX) {
            int last = end;
            while (last > from && Character.isDigit(text.charAt(last - 1))) last--;
            while (last > from && !Character.isDigit(text.charAt(last - 1))) last--;
            if (last == from) return to;
            end = last;
        }
        return end;
    }

    private static boolean isOne(String text, int from, int to) {
        int digits = digits(text, from, to);
        boolean binary =
                text.substring(from, to).chars().noneMatch(sign -> sign >= '2' && sign <= '9');
        boolean abroad = text.charAt(from) == '+';
        return digits >= (abroad ? LEAST : FEWEST)
                && digits <= MAX
                && !binary
                && !(abroad && isAdded(text, from));
    }

    /** Returns true for a plus behind a number or a bracket: it is arithmetic. */
    private static boolean isAdded(String text, int from) {
        int before = from - 1;
        while (before >= 0 && text.charAt(before) == ' ') before--;
        if (before < 0) return false;
        char sign = text.charAt(before);
        return Character.isDigit(sign) || "()*/+-=<>^".indexOf(sign) >= 0;
    }

    private static int digits(String text, int from, int to) {
        return (int) text.substring(from, to).chars().filter(Character::isDigit).count();
    }
}
