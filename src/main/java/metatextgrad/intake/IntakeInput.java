package metatextgrad.intake;

import metatextgrad.decide.InputTable;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.TaskSubmitted;

/** An event that the intake service reads, as an input of its decider. */
public sealed interface IntakeInput {
    InputTable<IntakeInput> TABLE =
            new InputTable<IntakeInput>()
                    .with(TaskSubmitted.class, NewTask::new)
                    .with(Snapshot.class, Frozen::new)
                    .with(BatchRequested.class, Request::new);

    record NewTask(TaskSubmitted task) implements IntakeInput {}

    /** A snapshot that intake itself wrote. */
    record Frozen(Snapshot snapshot) implements IntakeInput {}

    record Request(BatchRequested request) implements IntakeInput {}
}
