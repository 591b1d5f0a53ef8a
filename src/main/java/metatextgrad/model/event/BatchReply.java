package metatextgrad.model.event;

import metatextgrad.model.StepRef;

/**
 * Intake's reply to a {@link BatchRequested}: a batch, a refusal, or notice that the request must
 * wait.
 */
public sealed interface BatchReply extends Event permits TaskBatch, BatchParked {
    StepRef trail();

    @Override
    default String key() {
        return trail().trial().value();
    }
}
