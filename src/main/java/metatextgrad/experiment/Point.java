package metatextgrad.experiment;

/**
 * A point of a curve.
 *
 * @param asks asks of the search so far, without those of the meta model
 * @param validation best validation score so far: selected on the same items, so too high
 */
public record Point(long asks, double validation) {
    /** This point of a search that went on from another. */
    Point after(Point last) {
        return new Point(last.asks() + asks, Math.max(last.validation(), validation));
    }
}
