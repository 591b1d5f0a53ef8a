package metatextgrad.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Hides keys, card numbers, e-mail addresses and phone numbers in a text: each becomes a mark such
 * as {@code [e-mail]}, all else stays, line by line. Pure, in time proportional to the text; a text
 * that is redacted is not changed again. How much it finds is measured on the texts of {@code
 * redact/corpus.jsonl} among the tests; the figures stand in {@code docs/operations.md}.
 */
public final class Redactor {
    /** What is found first wins where two overlap. */
    private static final List<Finder> FINDERS =
            List.of(new KeyFinder(), new CardFinder(), new MailFinder(), new PhoneFinder());

    private Redactor() {}

    /** Each round hides something that no round before could see, so there is a last one. */
    public static String redact(String text) {
        String redacted = text;
        for (List<Found> found = find(text); !found.isEmpty(); found = find(redacted))
            redacted = hidden(redacted, found);
        return redacted;
    }

    /** The secrets of a text in its order; none overlaps another. */
    public static List<Found> find(String text) {
        List<Found> all = new ArrayList<>();
        for (Finder finder : FINDERS) all = merged(all, finder.in(text));
        return all;
    }

    /** The secrets that are known, and of the others those that overlap none of them. */
    private static List<Found> merged(List<Found> known, List<Found> others) {
        List<Found> merged = new ArrayList<>(known);
        List<Found> sorted = new ArrayList<>(others);
        sorted.sort(Comparator.comparingInt(Found::from).thenComparingInt(one -> -one.to()));
        int next = 0;
        int free = 0;
        for (Found one : sorted) {
            while (next < known.size() && known.get(next).to() <= one.from()) next++;
            boolean taken = next < known.size() && known.get(next).overlaps(one);
            if (taken || one.from() < free) continue;
            merged.add(one);
            free = one.to();
        }
        merged.sort(Comparator.comparingInt(Found::from));
        return merged;
    }

    private static String hidden(String text, List<Found> found) {
        StringBuilder hidden = new StringBuilder(text.length());
        int from = 0;
        for (Found one : found) {
            String mark = one.secret().mark();
            hidden.append(text, from, one.from()).append(mark);
            text.substring(one.from(), one.to())
                    .chars()
                    .filter(sign -> sign == '\n')
                    .forEach(sign -> hidden.append('\n').append(mark));
            from = one.to();
        }
        return hidden.append(text, from, text.length()).toString();
    }
}
