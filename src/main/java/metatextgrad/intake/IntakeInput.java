package metatextgrad.intake;

import metatextgrad.decide.InputTable;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand;

/** An event that the intake service reads, as an input of its decider. */
public sealed interface IntakeInput {
    InputTable<IntakeInput> TABLE =
            new InputTable<IntakeInput>()
                    .with(TaskSubmitted.class, NewTask::new)
                    .with(Snapshot.class, Frozen::new)
                    .with(BatchRequested.class, Request::new)
                    .with(TaskArrived.class, Arrived::new)
                    .with(SetRequest.class, Wanted::new)
                    .with(SetClosed.class, Closed::new)
                    .with(AdaptCommand.class, Adapt::new)
                    .with(AnswerGiven.class, Answer::new)
                    .with(FeedbackGiven.class, Feedback::new)
                    .with(TaskCommand.class, Command::new);

    record NewTask(TaskSubmitted task) implements IntakeInput {}

    /** A snapshot that intake itself wrote. */
    record Frozen(Snapshot snapshot) implements IntakeInput {}

    record Request(BatchRequested request) implements IntakeInput {}

    /** A task of traffic. */
    record Arrived(TaskArrived arrived) implements IntakeInput {}

    /** A request for tasks of traffic. */
    record Wanted(SetRequest request) implements IntakeInput {}

    /** A set of traffic that intake itself drew. */
    record Closed(SetClosed closed) implements IntakeInput {}

    record Adapt(AdaptCommand command) implements IntakeInput {}

    record Answer(AnswerGiven given) implements IntakeInput {}

    record Feedback(FeedbackGiven given) implements IntakeInput {}

    /** A command of an operator to tasks of traffic. */
    record Command(TaskCommand command) implements IntakeInput {}
}
