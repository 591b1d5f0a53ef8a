package metatextgrad.model.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import metatextgrad.model.Row;

/**
 * Numbers of tasks by what their inputs show.
 *
 * @param lengths tasks by length, in estimated tokens: none, 1, 2 to 3, 4 to 7, and so on
 * @param firstWords tasks by a hash of their first word
 */
public record TaskMix(List<Integer> lengths, List<Integer> firstWords) implements Row {
    /** Buckets of each feature. */
    public static final int BUCKETS = 16;

    /** No task. */
    public static final TaskMix NONE =
            new TaskMix(Collections.nCopies(BUCKETS, 0), Collections.nCopies(BUCKETS, 0));

    public TaskMix {
        lengths = List.copyOf(lengths);
        firstWords = List.copyOf(firstWords);
    }

    /**
     * Returns the numbers with one more task.
     *
     * @param tokens estimated tokens of the input
     * @param word bucket of its first word
     */
    public TaskMix with(long tokens, int word) {
        int length = Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(tokens));
        List<Integer> longer = new ArrayList<>(lengths);
        longer.set(length, longer.get(length) + 1);
        List<Integer> more = new ArrayList<>(firstWords);
        more.set(word, more.get(word) + 1);
        return new TaskMix(longer, more);
    }

    /** Returns the sum of both. */
    public TaskMix plus(TaskMix other) {
        return new TaskMix(sum(lengths, other.lengths()), sum(firstWords, other.firstWords()));
    }

    /** The lengths of these buckets, in words. */
    public static String tokens(int from, int to) {
        long least = from == 0 ? 0 : 1L << (from - 1);
        long most = (1L << to) - 1;
        if (to == BUCKETS - 1) return least + " tokens or more";
        return least == most ? least + " tokens" : "%d to %d tokens".formatted(least, most);
    }

    private static List<Integer> sum(List<Integer> one, List<Integer> other) {
        List<Integer> sum = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) sum.add(one.get(i) + other.get(i));
        return sum;
    }
}
