package metatextgrad.model;

/**
 * What a run is for. It travels with the run and with every step, so that no part of the system has
 * to read it from the name of the run.
 */
public enum RunKind {
    /** A user started the run. */
    USER,
    /** {@code adapt} started the run on a window of traffic. */
    WINDOW,
    /** Evaluations of a champion and a challenger at the gate. */
    GATE,
    /** Evaluations that score versions again after a drop of scores. */
    RESCORE,
    /** First steps of two optimizers on the same tasks. */
    OPTIMIZER_COMPARISON
}
