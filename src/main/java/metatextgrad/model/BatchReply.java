package metatextgrad.model;

/** How intake answers a {@link BatchRequest}: with a batch or a refusal, or that it must wait. */
public sealed interface BatchReply extends Event permits TaskBatch, BatchParked {
    Trail trail();

    @Override
    default String key() {
        return trail().trial().value();
    }
}
