package metatextgrad.services.worker.scheduler;

import java.util.HashMap;
import java.util.Map;
import metatextgrad.model.ProjectId;

/**
 * Slots for calls and for reading answers, limited in total and per project, so that one project
 * leaves slots for others (RELIABILITY §3.1.2). Confined to the scheduler.
 */
public final class ConcurrencyLimiter {
    private final int cap;
    private final int projectCap;
    private final Map<ProjectId, Integer> used = new HashMap<>();
    private int all;

    public ConcurrencyLimiter(int cap, int projectCap) {
        this.cap = cap;
        this.projectCap = projectCap;
    }

    /** Returns how many requests may be polled and not answered: waiting ones are limited too. */
    public int room() {
        return 2 * cap;
    }

    public boolean anyFree() {
        return all < cap;
    }

    public boolean freeFor(ProjectId project) {
        return used.getOrDefault(project, 0) < projectCap;
    }

    public void acquire(ProjectId project) {
        all++;
        used.merge(project, 1, Integer::sum);
    }

    public void release(ProjectId project) {
        all--;
        used.computeIfPresent(project, (p, count) -> count == 1 ? null : count - 1);
    }
}
