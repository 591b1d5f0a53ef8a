package metatextgrad.experiments;

/**
 * A point of a curve.
 *
 * @param requests the requests of the search so far, without those to the meta model
 * @param validation the best validation score so far; selected on the same items, so biased upwards
 */
public record CurvePoint(long requests, double validation) {}
