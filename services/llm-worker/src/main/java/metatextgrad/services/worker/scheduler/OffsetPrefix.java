package metatextgrad.services.worker.scheduler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Offsets of one partition, polled in order and finished in any: how far all are finished. */
final class OffsetPrefix {
    private final Deque<Long> polled = new ArrayDeque<>();
    private final Set<Long> finished = new HashSet<>();
    private long next;

    /** Nothing is polled yet, and this is where polling stands. */
    void begin(long position) {
        if (polled.isEmpty()) next = position;
    }

    void polled(long offset) {
        if (polled.isEmpty()) next = offset;
        polled.addLast(offset);
    }

    /** Once more for what an aborted transaction had finished already. */
    void finished(long offset) {
        if (!polled.isEmpty() && offset >= polled.getFirst()) finished.add(offset);
    }

    /** The offset to go on from: everything before it is finished. */
    long next() {
        while (!polled.isEmpty() && finished.remove(polled.getFirst())) {
            next = polled.removeFirst() + 1;
        }
        return polled.isEmpty() ? next : polled.getFirst();
    }
}
