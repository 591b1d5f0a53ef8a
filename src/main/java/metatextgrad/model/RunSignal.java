package metatextgrad.model;

/** What the topic {@code run-commands} carries: what users and budget limits do to runs. */
public sealed interface RunSignal extends Event
        permits RunRequest, RunCommand, OptimizerProposed, RunLimit {}
