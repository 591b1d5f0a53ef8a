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

    /** Waits for its end. After the timeout, interrupts it and waits once more as long. */
    void end(Duration timeout) {
        try {
            if (thread.join(timeout)) return;
            thread.interrupt();
            thread.join(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
