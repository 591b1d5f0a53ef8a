package metatextgrad.services.worker.ledger;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.llm.LedgerEntry.AskParked;
import metatextgrad.llm.RequestId;
import metatextgrad.model.RunId;

/** The requests of one partition that wait for a budget, oldest first. */
public final class ParkedRequests {
    private final Map<RequestId, AskParked> byAsk = new LinkedHashMap<>();
    private final Map<RunId, Integer> byRun = new HashMap<>();

    public void park(AskParked row) {
        if (byAsk.put(row.ask(), row) == null) byRun.merge(row.run(), 1, Integer::sum);
    }

    public void ended(RequestId ask) {
        AskParked row = byAsk.remove(ask);
        if (row == null) return;
        byRun.computeIfPresent(row.run(), (run, count) -> count == 1 ? null : count - 1);
    }

    public boolean contains(RequestId ask) {
        return byAsk.containsKey(ask);
    }

    public int of(RunId run) {
        return byRun.getOrDefault(run, 0);
    }

    public int size() {
        return byAsk.size();
    }

    public List<AskParked> all() {
        return List.copyOf(byAsk.values());
    }
}
