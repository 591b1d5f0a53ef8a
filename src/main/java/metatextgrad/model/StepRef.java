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
