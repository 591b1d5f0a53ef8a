package metatextgrad.model;

/** What the topic {@code trials} carries: evaluations, closed batches, and commands to trials. */
public sealed interface TrialSignal extends Event permits Evaluation, BatchClosed, TrialCommand {}
