package metatextgrad.model.event;

import metatextgrad.model.Trail;

/**
 * Intake's reply to a {@link BatchRequest}: a batch, a refusal, or notice that the request must
 * wait.
 */
public sealed interface BatchReply extends Event permits TaskBatch, BatchParked {
    Trail trail();

    @Override
    default String key() {
        return trail().trial().value();
    }
}
