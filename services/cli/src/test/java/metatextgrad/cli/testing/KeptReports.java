package metatextgrad.cli.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.services.worker.WorkerReports;
import metatextgrad.services.worker.WorkerStatus;

/** What workers have said of themselves, and set aside. Thread-safe. */
public record KeptReports(List<WorkerStatus> statuses, List<DeadLetter> letters) implements WorkerReports {
    public KeptReports() {
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
