package metatextgrad.services.worker.scheduler;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import metatextgrad.model.ProjectId;
import org.jspecify.annotations.Nullable;

/** Requests that wait for a slot. Projects take turns, so that a large one starves no other. */
final class FairQueue {
    private final Map<ProjectId, Deque<Delivery>> waiting = new LinkedHashMap<>();

    void add(Delivery delivery) {
        of(delivery).addLast(delivery);
    }

    /** For a request that has waited before. */
    void addFirst(Delivery delivery) {
        of(delivery).addFirst(delivery);
    }

    /**
     * Removes the next request that may go, of a project that may have a turn; null if there is
     * none. A request that may not go keeps its place.
     */
    @Nullable Delivery take(Predicate<ProjectId> may, Predicate<Delivery> go) {
        for (ProjectId project : waiting.keySet()) {
            if (!may.test(project)) continue;
            for (Delivery delivery : requireNonNull(waiting.get(project))) {
                if (go.test(delivery)) return taken(project, delivery);
            }
        }
        return null;
    }

    /** Its project is the last in turn now. */
    private Delivery taken(ProjectId project, Delivery delivery) {
        Deque<Delivery> queue = requireNonNull(waiting.remove(project));
        queue.removeFirstOccurrence(delivery);
        if (!queue.isEmpty()) waiting.put(project, queue);
        return delivery;
    }

    void removeIf(Predicate<Delivery> gone) {
        waiting.values().forEach(queue -> queue.removeIf(gone));
        waiting.values().removeIf(Deque::isEmpty);
    }

    private Deque<Delivery> of(Delivery delivery) {
        return waiting.computeIfAbsent(delivery.request().project(), p -> new ArrayDeque<>());
    }
}
