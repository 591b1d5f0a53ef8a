package metatextgrad.task;

import metatextgrad.decide.InputTable;
import metatextgrad.model.BatchRequest;
import metatextgrad.model.Snapshot;
import metatextgrad.model.Task;

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
