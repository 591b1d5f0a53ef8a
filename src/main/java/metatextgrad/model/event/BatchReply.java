package metatextgrad.model.event;

import metatextgrad.model.StepRef;

/**
 * Intake's reply to a {@link BatchRequested}: a batch, a refusal, or notice that the request must
 * wait.
 */
public sealed interface BatchReply extends Event permits TaskBatch, BatchParked {
    StepRef stepRef();

    @Override
    default String key() {
        return stepRef().trial().value();
    }
}
