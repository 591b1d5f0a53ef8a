package metatextgrad.services.worker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.llm.AskId;
import metatextgrad.llm.LedgerEntry.AskParked;
import metatextgrad.model.RunId;

/** Asks of one partition that wait for a budget, in the order in which they began to. */
final class ParkedRequests {
    private final Map<AskId, AskParked> byAsk = new LinkedHashMap<>();
    private final Map<RunId, Integer> byRun = new HashMap<>();

    void park(AskParked row) {
        if (byAsk.put(row.ask(), row) == null) byRun.merge(row.run(), 1, Integer::sum);
    }

    void ended(AskId ask) {
        AskParked row = byAsk.remove(ask);
        if (row == null) return;
        byRun.computeIfPresent(row.run(), (run, count) -> count == 1 ? null : count - 1);
    }

    boolean contains(AskId ask) {
        return byAsk.containsKey(ask);
    }

    int of(RunId run) {
        return byRun.getOrDefault(run, 0);
    }

    int size() {
        return byAsk.size();
    }

    List<AskParked> all() {
        return List.copyOf(byAsk.values());
    }
}
