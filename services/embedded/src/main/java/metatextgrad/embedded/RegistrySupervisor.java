package metatextgrad.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.ShutdownState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts the registry's JVM. Services wait only two minutes for a registry, and the answers of
 * calls in flight are lost if they stop. A child that terminates repeatedly is not restarted.
 */
final class RegistrySupervisor {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrySupervisor.class);
    private static final int MAX_STARTS = 3;
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final long TIMEOUT = TimeUnit.MINUTES.toNanos(3);

    /** Starts a child on the port of the first one. */
    interface Starts {
        RegistryProcess start() throws IOException;
    }

    private final Starts starts;
    private final RegistryLog log;
    private final Deque<Long> restarts = new ArrayDeque<>();
    private RegistryProcess process;
    private boolean closing;
    private volatile boolean healthy = true;
    private volatile @Nullable EnvironmentProblem failure;

    /** {@code process} answers already. */
    RegistrySupervisor(RegistryProcess process, RegistryLog log, Starts starts) {
        this.process = process;
        this.log = log;
        this.starts = starts;
        Thread.ofPlatform().daemon().name("registry-guard").start(this::watch);
    }

    /** Returns whether the registry answers now. */
    boolean healthy() {
        return healthy;
    }

    /** Returns why the registry is no longer restarted; null while it is. */
    @Nullable EnvironmentProblem failure() {
        return failure;
    }

    /** Returns once the child has terminated. */
    void stop() {
        RegistryProcess last;
        synchronized (this) {
            closing = true;
            last = process;
        }
        last.stop();
    }

    private void watch() {
        try {
            while (true) {
                current().awaitEnd();
                healthy = false;
                if (shouldStop()) return;
                LOG.warn("the schema registry terminated; it is restarted");
                startAgain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            failure = failed("cannot be restarted (" + e.getMessage() + ")", e);
        }
    }

    /** Returns true while the process shuts down, and after too many restarts. */
    private boolean shouldStop() {
        // A signal to the process group may reach the child first.
        if (isClosing() || ShutdownState.begun()) return true;
        long now = System.nanoTime();
        restarts.removeIf(before -> now - before > WITHIN.toNanos());
        if (restarts.size() == MAX_STARTS) {
            failure =
                    failed(
                            "terminated %d times within %d s"
                                    .formatted(MAX_STARTS + 1, WITHIN.toSeconds()),
                            null);
            return true;
        }
        restarts.add(now);
        return false;
    }

    private void startAgain() throws IOException {
        RegistryProcess next;
        synchronized (this) {
            if (closing) return;
            next = starts.start();
            process = next;
        }
        try {
            new RegistryProbe(next, log).await(TIMEOUT);
            healthy = true;
        } catch (EnvironmentProblem e) {
            // If it has terminated, the watch counts that as usual.
            if (next.isAlive()) throw e;
        }
    }

    private synchronized RegistryProcess current() {
        return process;
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    private EnvironmentProblem failed(String reason, @Nullable Throwable cause) {
        return Exit.FAILURE.problem(
                cause,
                "the schema registry %s: see its log %s, then restart mtg up",
                reason,
                log.file());
    }
}
