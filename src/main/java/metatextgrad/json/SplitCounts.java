package metatextgrad.json;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metatextgrad.model.Split;
import org.jspecify.annotations.Nullable;

/** The number of tasks in each split, in this order. */
public record SplitCounts(int train, int val, int gate, int test) {
    private static final Pattern FORM = Pattern.compile("\\d{1,6}(/\\d{1,6}){2,3}");

    /**
     * Reads {@code train/val/test} or {@code train/val/gate/test}, as in 50/100/100.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static SplitCounts parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "counts are written as train/val/test or train/val/gate/test, not `%s`"
                            .formatted(text));
        }
        List<Integer> counts = Stream.of(text.split("/")).map(Integer::valueOf).toList();
        if (counts.get(0) < 1 || counts.get(1) < 1)
            throw new IllegalArgumentException("train and val need at least one task each");
        int gate = counts.size() == 4 ? counts.get(2) : 0;
        return new SplitCounts(counts.get(0), counts.get(1), gate, counts.getLast());
    }

    public int sum() {
        return train + val + gate + test;
    }

    /** Returns the split of a position, counted from 0; null after the last one. */
    @Nullable Split at(int place) {
        if (place < train) return Split.TRAIN;
        if (place < train + val) return Split.VAL;
        if (place < train + val + gate) return Split.GATE;
        return place < sum() ? Split.TEST : null;
    }
}
