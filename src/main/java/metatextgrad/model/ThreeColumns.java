package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a run knows of one program; the differences between the columns are the selection bias
 * (METHOD §3.2).
 *
 * @param validation scores by which it was selected
 * @param rescored the same items with answers that no decision ever saw; null if not scored again
 * @param test items no decision ever saw; null if not read
 */
public record ThreeColumns(Tally validation, @Nullable Tally rescored, @Nullable Tally test) {
    public ThreeColumns {
        requireNonNull(validation, "validation is null");
    }
}
