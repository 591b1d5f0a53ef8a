package metatextgrad.services.worker;

import java.util.HashMap;
import java.util.Map;
import metatextgrad.model.ProjectId;

/**
 * Slots for calls and for reading answers: so many in all, and so many for one project, so that one
 * project leaves room for others (RELIABILITY §3.1.2). Confined to the scheduler.
 */
final class ConcurrencyLimiter {
    private final int cap;
    private final int projectCap;
    private final Map<ProjectId, Integer> taken = new HashMap<>();
    private int all;

    ConcurrencyLimiter(int cap, int projectCap) {
        this.cap = cap;
        this.projectCap = projectCap;
    }

    /** How many requests may be polled and not answered: what waits is bounded too. */
    int room() {
        return 2 * cap;
    }

    boolean anyFree() {
        return all < cap;
    }

    boolean freeFor(ProjectId project) {
        return taken.getOrDefault(project, 0) < projectCap;
    }

    void take(ProjectId project) {
        all++;
        taken.merge(project, 1, Integer::sum);
    }

    void free(ProjectId project) {
        all--;
        taken.computeIfPresent(project, (p, count) -> count == 1 ? null : count - 1);
    }
}
