package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** One place in a step's batch: training and validation places never share a number. */
public record Slot(Split split, int number) {
    public Slot {
        requireNonNull(split, "split is null");
        if (number < 0) throw new IllegalArgumentException("slot number is negative: " + number);
    }

    /** Sorts as text the way numbers sort, so that stored rows lie in slot order. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s-%05d", split, number);
    }
}
