package metatextgrad.services.gateway.views;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.Cost;
import metatextgrad.model.RunId;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.project.Spend;

/** What projects and runs have spent, and the limits of projects. Not thread-safe. */
final class SpentAmounts {
    private final LatestRecords<BudgetLimits> limits =
            new LatestRecords<>((next, known) -> !BudgetLimits.later(known, next).equals(known));
    private final Map<String, Map<String, BudgetSpend>> spent = new HashMap<>();
    private final Map<RunId, Map<String, RunCalls>> calls = new HashMap<>();

    void accept(BudgetLimits next) {
        limits.put(next.key(), next);
    }

    void accept(BudgetSpend next) {
        spent.computeIfAbsent(next.budget(), budget -> new TreeMap<>())
                .merge(
                        next.key(),
                        next,
                        (known, row) -> row.serial().compareTo(known.serial()) < 0 ? known : row);
    }

    /** Rows have no serial; the last one of a key counts. */
    void accept(RunCalls next) {
        calls.computeIfAbsent(next.run(), run -> new TreeMap<>()).put(next.key(), next);
    }

    BudgetLimits limits(String budget) {
        BudgetLimits known = limits.get(budget);
        return known == null ? BudgetLimits.none(budget) : known;
    }

    /** Returns the sum over all partitions. */
    Spend spent(String budget) {
        return spent.getOrDefault(budget, Map.of()).values().stream()
                .map(BudgetSpend::whole)
                .reduce(Spend.NONE, Spend::plus);
    }

    /** Returns the list cost of all requests of a run. */
    Cost cost(RunId run) {
        return calls.getOrDefault(run, Map.of()).values().stream()
                .flatMap(one -> one.counts().stream())
                .map(RunCalls.Count::cost)
                .reduce(Cost.NONE, Cost::plus);
    }
}
