package metatextgrad.services.worker;

import java.time.Duration;
import metatextgrad.services.worker.kafka.WorkerTimer;

/** The status of the worker, reported to its owner. Thread-safe. */
final class ReportedStatus {
    private final WorkerReports reports;
    private final WorkerTimer timer;
    private volatile WorkerStatus status = new WorkerStatus.Starting();

    ReportedStatus(WorkerReports reports, WorkerTimer timer) {
        this.reports = reports;
        this.timer = timer;
    }

    WorkerStatus now() {
        return status;
    }

    /** Reports it from the timer's thread, so that the owner may close the worker. */
    synchronized void becomes(WorkerStatus next) {
        if (!mayBecome(next)) return;
        status = next;
        timer.after(Duration.ZERO, () -> reports.status(next));
    }

    /** A worker that has ended, or that stops, never runs again. */
    private boolean mayBecome(WorkerStatus next) {
        return switch (status) {
            case WorkerStatus.Starting starting -> true;
            case WorkerStatus.Running running -> true;
            case WorkerStatus.Draining draining ->
                    next instanceof WorkerStatus.Closed || next instanceof WorkerStatus.Failed;
            case WorkerStatus.Closed closed -> false;
            case WorkerStatus.Failed failed -> false;
        };
    }
}
