package metatextgrad.model;

/**
 * The position of an event in the method. It travels with every event of a step.
 *
 * @param kind what the run is for
 * @param step counted from 1; 0 in an evaluation
 * @param sample number of the independent answer, 0 for the first
 */
public record StepRef(
        ProjectId project, RunId run, RunKind kind, TrialId trial, int step, int sample) {
    /**
     * What a run is for. It travels with the run and with every step, so that no part of the system
     * has to read it from the name of the run.
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

    /** A position in a run that a user started. */
    public StepRef(ProjectId project, RunId run, TrialId trial, int step, int sample) {
        this(project, run, RunKind.USER, trial, step, sample);
    }

    public StepRef {
        if (step < 0 || sample < 0)
            throw new IllegalArgumentException("step and sample must not be negative");
    }

    /** The position of another step of the same trial. */
    public StepRef at(int other) {
        return new StepRef(project, run, kind, trial, other, sample);
    }
}
