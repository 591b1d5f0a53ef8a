package metatextgrad.services.mtg;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.BudgetLimits;
import metatextgrad.model.BudgetSpend;
import metatextgrad.model.Spend;
import metatextgrad.streams.Topics;

/** What budgets allow and what was spent of them, as the topics have it now. */
record KnownBudgets(Map<String, BudgetLimits> limits, List<BudgetSpend> spends) {
    KnownBudgets {
        limits = Map.copyOf(limits);
        spends = List.copyOf(spends);
    }

    static KnownBudgets of(Cluster cluster) {
        Map<String, BudgetLimits> limits = new TreeMap<>();
        for (BudgetLimits row : cluster.all(Topics.BUDGETS, BudgetLimits.class, one -> true)) {
            limits.merge(row.budget(), row, (a, b) -> a.serial().compareTo(b.serial()) > 0 ? a : b);
        }
        Map<String, BudgetSpend> spends = new TreeMap<>();
        for (BudgetSpend row : cluster.all(Topics.BUDGET_SPEND, BudgetSpend.class, one -> true)) {
            spends.merge(row.key(), row, (a, b) -> a.serial().compareTo(b.serial()) > 0 ? a : b);
        }
        return new KnownBudgets(limits, List.copyOf(spends.values()));
    }

    /** Every budget that has a limit or has spent anything, {@code *} first. */
    List<String> names() {
        Map<String, Boolean> names = new TreeMap<>();
        names.put(BudgetLimits.ALL, true);
        limits.keySet().forEach(name -> names.put(name, true));
        spends.stream()
                .filter(BudgetSpend::ofProject)
                .forEach(row -> names.put(row.budget(), true));
        return List.copyOf(names.keySet());
    }

    BudgetLimits limits(String budget) {
        return limits.getOrDefault(budget, BudgetLimits.none(budget));
    }

    Spend whole(String budget) {
        return of(budget).stream().map(BudgetSpend::whole).reduce(Spend.NONE, Spend::plus);
    }

    /**
     * @param day in UTC, counted from 1970-01-01
     */
    Spend on(String budget, long day) {
        return of(budget).stream().map(row -> row.on(day)).reduce(Spend.NONE, Spend::plus);
    }

    Spend reserved(String budget) {
        return of(budget).stream().map(BudgetSpend::reserved).reduce(Spend.NONE, Spend::plus);
    }

    private List<BudgetSpend> of(String budget) {
        return budget.equals(BudgetLimits.ALL)
                ? spends.stream().filter(BudgetSpend::ofProject).toList()
                : spends.stream().filter(row -> row.budget().equals(budget)).toList();
    }
}
