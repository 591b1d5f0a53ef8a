package metatextgrad.cli.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.services.worker.WorkerReports;
import metatextgrad.services.worker.WorkerStatus;

/** Keeps the statuses and dead letters that workers report. Thread-safe. */
public record CollectedReports(List<WorkerStatus> statuses, List<DeadLetter> letters)
        implements WorkerReports {
    public CollectedReports() {
        this(
                Collections.synchronizedList(new ArrayList<>()),
                Collections.synchronizedList(new ArrayList<>()));
    }

    @Override
    public void status(WorkerStatus status) {
        statuses.add(status);
    }

    @Override
    public void deadLetters(List<DeadLetter> poison) {
        letters.addAll(poison);
    }
}
