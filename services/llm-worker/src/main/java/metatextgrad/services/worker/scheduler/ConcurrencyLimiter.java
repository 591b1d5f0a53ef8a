package metatextgrad.services.worker.scheduler;

import java.util.HashMap;
import java.util.Map;
import metatextgrad.model.ProjectId;

/**
 * Slots for calls and for reading answers: so many in all, and so many for one project, so that one
 * project leaves room for others (RELIABILITY §3.1.2). Confined to the scheduler.
 */
public final class ConcurrencyLimiter {
    private final int cap;
    private final int projectCap;
    private final Map<ProjectId, Integer> taken = new HashMap<>();
    private int all;

    public ConcurrencyLimiter(int cap, int projectCap) {
        this.cap = cap;
        this.projectCap = projectCap;
    }

    /** How many requests may be polled and not answered: what waits is bounded too. */
    public int room() {
        return 2 * cap;
    }

    public boolean anyFree() {
        return all < cap;
    }

    public boolean freeFor(ProjectId project) {
        return taken.getOrDefault(project, 0) < projectCap;
    }

    public void take(ProjectId project) {
        all++;
        taken.merge(project, 1, Integer::sum);
    }

    public void free(ProjectId project) {
        all--;
        taken.computeIfPresent(project, (p, count) -> count == 1 ? null : count - 1);
    }
}
