package metatextgrad.services.worker;

import java.util.List;
import metatextgrad.model.DeadLetter;

/** What the worker tells whoever started it. Called from its threads, in order; returns soon. */
public interface WorkerReports {
    /** A new state; also readable at any time from {@link LlmWorker#status()}. */
    void status(WorkerStatus status);

    /**
     * Records that are no requests, at least one. Their offsets are passed once this returns, so
     * that they may be told again after a crash.
     */
    void deadLetters(List<DeadLetter> letters);
}
