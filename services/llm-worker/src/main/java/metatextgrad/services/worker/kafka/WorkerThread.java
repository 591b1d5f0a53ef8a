package metatextgrad.services.worker.kafka;

import java.time.Duration;

/** One long-lived thread of the worker. Thread-safe. */
final class WorkerThread {
    private final Thread thread;

    WorkerThread(String name, Runnable work) {
        thread = Thread.ofPlatform().name("mtg-worker-" + name).unstarted(work);
    }

    void start() {
        thread.start();
    }

    /** Waits for its end; interrupts it after a while, and waits once more as long. */
    void end(Duration patience) {
        try {
            if (thread.join(patience)) return;
            thread.interrupt();
            thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
