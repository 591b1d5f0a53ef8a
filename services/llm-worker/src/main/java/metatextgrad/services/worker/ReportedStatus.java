package metatextgrad.services.worker;

import java.time.Duration;

/** How the worker is, told to whoever started it. Thread-safe. */
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

    /** Told from the timer's thread, so that whoever is told may close the worker. */
    synchronized void becomes(WorkerStatus next) {
        if (!mayBecome(next)) return;
        status = next;
        timer.after(Duration.ZERO, () -> reports.status(next));
    }

    /** An end is for good, and so is a stop once it has begun. */
    private boolean mayBecome(WorkerStatus next) {
        return switch (status) {
            case WorkerStatus.Failed failed -> false;
            case WorkerStatus.Closed closed -> false;
            case WorkerStatus.Draining draining ->
                    next instanceof WorkerStatus.Closed || next instanceof WorkerStatus.Failed;
            case WorkerStatus.Starting starting -> true;
            case WorkerStatus.Running running -> true;
            case WorkerStatus.ModelUnavailable down -> true;
            case WorkerStatus.ModelUnreachable away -> true;
        };
    }
}
