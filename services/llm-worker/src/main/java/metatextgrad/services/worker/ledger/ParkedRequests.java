package metatextgrad.services.worker.ledger;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.llm.LedgerEntry.RequestParked;
import metatextgrad.llm.RequestId;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;

/** The requests of one partition that wait for a budget, oldest first. */
public final class ParkedRequests {
    private final Map<RequestId, RequestParked> byRequest = new LinkedHashMap<>();
    private final Map<RunId, Integer> byRun = new HashMap<>();
    private final Map<ProjectId, Integer> byProject = new HashMap<>();

    public void park(RequestParked row) {
        if (byRequest.put(row.requestId(), row) != null) return;
        byRun.merge(row.run(), 1, Integer::sum);
        byProject.merge(row.project(), 1, Integer::sum);
    }

    public void ended(RequestId requestId) {
        RequestParked row = byRequest.remove(requestId);
        if (row == null) return;
        decrement(byRun, row.run());
        decrement(byProject, row.project());
    }

    public boolean contains(RequestId requestId) {
        return byRequest.containsKey(requestId);
    }

    public int of(RunId run) {
        return byRun.getOrDefault(run, 0);
    }

    public int size() {
        return byRequest.size();
    }

    public List<RequestParked> all() {
        return List.copyOf(byRequest.values());
    }

    public Set<ProjectId> projects() {
        return Set.copyOf(byProject.keySet());
    }

    private static <K> void decrement(Map<K, Integer> counts, K of) {
        counts.computeIfPresent(of, (key, count) -> count == 1 ? null : count - 1);
    }
}
