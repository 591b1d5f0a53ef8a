package metatextgrad.experiments.real.table;

import metatextgrad.model.Text;

/**
 * What the study was expected to show, and what it shows.
 *
 * @param figures in words
 */
public record RealExpectation(String expected, Status status, String figures) {
    /** Whether the filled cells show it. */
    public enum Status {
        MET,
        MISSED,
        /** Cells are empty. */
        OPEN;

        @Override
        public String toString() {
            return Text.lower(this);
        }
    }

    static RealExpectation open(String expected, String why) {
        return new RealExpectation(expected, Status.OPEN, why);
    }

    static RealExpectation of(String expected, boolean met, String figures) {
        return new RealExpectation(expected, met ? Status.MET : Status.MISSED, figures);
    }
}
