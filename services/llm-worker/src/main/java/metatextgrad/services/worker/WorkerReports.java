package metatextgrad.services.worker;

import java.util.List;
import metatextgrad.model.event.DeadLetter;

/** Reports to the owner of a worker. Called from its threads, in order; must return soon. */
public interface WorkerReports {
    /** A new status; {@link LlmWorker#status()} returns it at any time. */
    void status(WorkerStatus status);

    /**
     * Records that are not requests, at least one. Their offsets are committed after this returns,
     * so a crash may report them again.
     */
    void deadLetters(List<DeadLetter> letters);
}
