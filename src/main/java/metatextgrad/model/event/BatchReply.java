package metatextgrad.model.event;

/**
 * Intake's reply to a {@link BatchRequested}: a batch, a refusal, or notice that the request must
 * wait.
 */
public sealed interface BatchReply extends TrialEvent permits TaskBatch, BatchParked {}
