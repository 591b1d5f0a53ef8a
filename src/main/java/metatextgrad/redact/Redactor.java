package metatextgrad.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Hides keys, card numbers, e-mail addresses and phone numbers in a text. Each becomes a mark such
 * as {@code [e-mail]}; all other text stays, line by line. Takes time in proportion to the text.
 * Redacted text does not change again. Pure.
 *
 * <p>Recall and precision are measured on {@code redact/corpus.jsonl} among the tests; {@code
 * docs/operations.md} lists the figures.
 */
public final class Redactor {
    /** The finders in order of precedence: if two findings overlap, the first wins. */
    private static final List<Finder> FINDERS =
            List.of(new KeyFinder(), new CardFinder(), new MailFinder(), new PhoneFinder());

    private Redactor() {}

    /** Returns the redacted text. Each round hides something new, so the rounds end. */
    public static String redact(String text) {
        String redacted = text;
        for (List<Found> found = find(text); !found.isEmpty(); found = find(redacted))
            redacted = hidden(redacted, found);
        return redacted;
    }

    /** Returns the secrets of a text in its order, without overlaps. */
    public static List<Found> find(String text) {
        List<Found> all = new ArrayList<>();
        for (Finder finder : FINDERS) all = merged(all, finder.in(text));
        return all;
    }

    /** Returns the known secrets, and those of the others that overlap none of them. */
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
