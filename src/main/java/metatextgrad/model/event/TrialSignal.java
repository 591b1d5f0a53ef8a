package metatextgrad.model.event;

/** The records of topic {@code trials}: evaluations, closed batches, and commands to trials. */
public sealed interface TrialSignal extends Event
        permits EvaluationRequested, StepRequested, BatchClosed, TrialCommand {}
