package metatextgrad.services.worker.scheduler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Offsets of one partition: polled in order, finished in any order. Not thread-safe. */
final class OffsetPrefix {
    private final Deque<Long> polled = new ArrayDeque<>();
    private final Set<Long> finished = new HashSet<>();
    private long next;

    /** Sets the position of a partition without polled records. */
    void begin(long position) {
        if (polled.isEmpty()) next = position;
    }

    void polled(long offset) {
        if (polled.isEmpty()) next = offset;
        polled.addLast(offset);
    }

    /** Marks an offset as finished. May be repeated, after an aborted transaction. */
    void finished(long offset) {
        if (!polled.isEmpty() && offset >= polled.getFirst()) finished.add(offset);
    }

    /** Returns the offset to commit: every offset before it is finished. */
    long next() {
        while (!polled.isEmpty() && finished.remove(polled.getFirst()))
            next = polled.removeFirst() + 1;
        return polled.isEmpty() ? next : polled.getFirst();
    }
}
