package metatextgrad.services.worker;

import metatextgrad.model.DeadLetter;

/** What the worker tells whoever started it. Called from its threads, in order; returns soon. */
public interface WorkerReports {
    /** A new state; also readable at any time from {@link LlmWorker#status()}. */
    void status(WorkerStatus status);

    /**
     * A record that is no request. Its offset is passed once this returns, so that it may be told
     * again after a crash.
     */
    void deadLetter(DeadLetter letter);
}
