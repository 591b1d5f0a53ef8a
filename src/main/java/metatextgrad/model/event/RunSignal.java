package metatextgrad.model.event;

/**
 * The records of topic {@code run-commands}: commands of users, and effects of budget limits on
 * runs.
 */
public sealed interface RunSignal extends Event
        permits RunRequested, RunCommand, OptimizerProposed, RunLimit {}
