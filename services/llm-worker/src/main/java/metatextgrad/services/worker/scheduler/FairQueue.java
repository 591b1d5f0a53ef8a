package metatextgrad.services.worker.scheduler;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import metatextgrad.model.ProjectId;
import org.jspecify.annotations.Nullable;

/** Requests that wait for a slot. Projects alternate, so that a large one starves no other. */
final class FairQueue {
    private final Map<ProjectId, Deque<Delivery>> waiting = new LinkedHashMap<>();

    void add(Delivery delivery) {
        of(delivery).addLast(delivery);
    }

    /** Adds a request that has waited before. */
    void addFirst(Delivery delivery) {
        of(delivery).addFirst(delivery);
    }

    /**
     * Removes and returns the next admissible request; null if there is none. Other requests keep
     * their position.
     */
    @Nullable Delivery poll(Predicate<ProjectId> hasSlot, Predicate<Delivery> admissible) {
        for (ProjectId project : waiting.keySet()) {
            if (!hasSlot.test(project)) continue;
            for (Delivery delivery : requireNonNull(waiting.get(project)))
                if (admissible.test(delivery)) return remove(project, delivery);
        }
        return null;
    }

    /** Moves its project to the end of the rotation. */
    private Delivery remove(ProjectId project, Delivery delivery) {
        Deque<Delivery> queue = requireNonNull(waiting.remove(project));
        queue.removeFirstOccurrence(delivery);
        if (!queue.isEmpty()) waiting.put(project, queue);
        return delivery;
    }

    /** Returns how long the oldest request has waited since its poll; zero if none waits. */
    Duration oldest(long nanos) {
        return waiting.values().stream()
                .flatMap(Deque::stream)
                .map(delivery -> Duration.ofNanos(nanos - delivery.polled()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    void removeIf(Predicate<Delivery> matching) {
        waiting.values().forEach(queue -> queue.removeIf(matching));
        waiting.values().removeIf(Deque::isEmpty);
    }

    private Deque<Delivery> of(Delivery delivery) {
        return waiting.computeIfAbsent(delivery.request().project(), p -> new ArrayDeque<>());
    }
}
