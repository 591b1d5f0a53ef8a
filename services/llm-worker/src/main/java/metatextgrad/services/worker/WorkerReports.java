package metatextgrad.services.worker;

import java.util.List;
import metatextgrad.model.event.DeadLetter;

/** Receives the reports of a worker. Called from its threads, in order; must return soon. */
public interface WorkerReports {
    /** Receives a new status, which {@link LlmWorker#status()} also returns. */
    void status(WorkerStatus status);

    /**
     * Receives records that are not requests, at least one. Their offsets are committed after this
     * returns, so a crash may report them again.
     */
    void deadLetters(List<DeadLetter> letters);
}
