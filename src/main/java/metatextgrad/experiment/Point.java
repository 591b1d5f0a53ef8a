package metatextgrad.experiment;

/**
 * A point of a curve.
 *
 * @param asks asks of the search so far, without those of the meta model
 * @param validation best validation score so far: selected on the same items, so too high
 */
public record Point(long asks, double validation) {
    /** This point of a search that followed others. */
    Point after(long before, double best) {
        return new Point(before + asks, Math.max(best, validation));
    }
}
