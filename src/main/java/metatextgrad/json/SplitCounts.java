package metatextgrad.json;

import metatextgrad.model.Split;
import org.jspecify.annotations.Nullable;

/** The number of tasks in each split, in this order. */
public record SplitCounts(int train, int val, int gate, int test) {
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
