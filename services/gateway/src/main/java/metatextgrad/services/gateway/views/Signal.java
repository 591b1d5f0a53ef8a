package metatextgrad.services.gateway.views;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes up those who wait for a change. Thread-safe. */
public final class Signal implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private long count;
    private boolean closed;

    /** Returns how many changes there were. */
    public long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Whether waiting has no use any more. */
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** States that something has changed. */
    public void raise() {
        lock.lock();
        try {
            count++;
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there were more changes than these, or the time is over, or the signal closes.
     *
     * @return whether there were more
     */
    public boolean await(long seen, Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lock();
        try {
            while (count <= seen && !closed && left > 0) left = raised.awaitNanos(left);
            return count > seen;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
