package metatextgrad.intake;

import metatextgrad.decide.InputTable;
import metatextgrad.model.event.BatchRequest;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.Task;

/** An event that the intake service reads, as an input of its decider. */
public sealed interface IntakeInput {
    InputTable<IntakeInput> TABLE =
            new InputTable<IntakeInput>()
                    .with(Task.class, NewTask::new)
                    .with(Snapshot.class, Frozen::new)
                    .with(BatchRequest.class, Request::new);

    record NewTask(Task task) implements IntakeInput {}

    /** A snapshot that intake itself wrote. */
    record Frozen(Snapshot snapshot) implements IntakeInput {}

    record Request(BatchRequest request) implements IntakeInput {}
}
