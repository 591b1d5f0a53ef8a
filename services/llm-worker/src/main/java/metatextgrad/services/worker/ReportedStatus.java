package metatextgrad.services.worker;

import java.time.Duration;
import metatextgrad.services.worker.kafka.WorkerTimer;

/** The status of the worker, which it reports to its owner. Thread-safe. */
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

    /** Sets the status and reports it from the timer's thread, so that owners may close it. */
    synchronized void becomes(WorkerStatus next) {
        if (!mayBecome(next)) return;
        status = next;
        timer.after(Duration.ZERO, () -> reports.status(next));
    }

    /** Returns whether the status may change: a stopped or stopping worker never runs again. */
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
