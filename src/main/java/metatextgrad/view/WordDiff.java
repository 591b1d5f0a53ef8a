package metatextgrad.view;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The difference of two texts, word by word. Blanks and line ends are parts of it, so both texts
 * can be put together again. Pure.
 */
public final class WordDiff {
    /** A word, a run of blanks, or one other character. */
    private static final Pattern PART = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+|\\R|\\h+|(?s:.)");

    private WordDiff() {}

    /** What happened to a piece of text. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /**
     * A piece of text, as long as possible.
     *
     * @param text not empty
     */
    public record Piece(Kind kind, String text) {}

    /**
     * Returns the pieces in their order; what was removed comes before what was added. Changes with
     * blanks alone between them are one change.
     */
    public static List<Piece> of(String before, String after) {
        List<String> from = parts(before);
        List<String> to = parts(after);
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        Change open = null;
        for (AbstractDelta<String> delta : DiffUtils.diff(from, to).getDeltas()) {
            Change next = Change.of(delta);
            if (open != null && isBlank(from.subList(open.end, next.start))) {
                open = new Change(open.start, next.end, open.newStart, next.newEnd);
                continue;
            }
            if (open != null) at = add(pieces, from, to, at, open);
            open = next;
        }
        if (open != null) at = add(pieces, from, to, at, open);
        add(pieces, Kind.SAME, from.subList(at, from.size()));
        return List.copyOf(pieces);
    }

    /** Places of parts in both texts. */
    private record Change(int start, int end, int newStart, int newEnd) {
        static Change of(AbstractDelta<String> delta) {
            int start = delta.getSource().getPosition();
            int newStart = delta.getTarget().getPosition();
            return new Change(
                    start,
                    start + delta.getSource().size(),
                    newStart,
                    newStart + delta.getTarget().size());
        }
    }

    private static boolean isBlank(List<String> parts) {
        return parts.stream().allMatch(String::isBlank);
    }

    private static int add(
            List<Piece> pieces, List<String> from, List<String> to, int at, Change change) {
        add(pieces, Kind.SAME, from.subList(at, change.start));
        add(pieces, Kind.REMOVED, from.subList(change.start, change.end));
        add(pieces, Kind.ADDED, to.subList(change.newStart, change.newEnd));
        return change.end;
    }

    private static List<String> parts(String text) {
        return PART.matcher(text).results().map(one -> one.group()).toList();
    }

    private static void add(List<Piece> pieces, Kind kind, List<String> parts) {
        if (!parts.isEmpty()) pieces.add(new Piece(kind, String.join("", parts)));
    }
}
