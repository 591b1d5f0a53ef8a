package metatextgrad.cli.budget;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/** Limits and spending of budgets, from the topics. */
public record BudgetCatalog(Map<String, BudgetLimits> limits, List<BudgetSpend> spends) {
    /** The least that a call takes. */
    static final Spend LEAST = new Spend(1, 1, 0);

    public BudgetCatalog {
        limits = Map.copyOf(limits);
        spends = List.copyOf(spends);
    }

    public static BudgetCatalog of(Cluster cluster) {
        return of(cluster, current(cluster));
    }

    /** Adds the spending to limits that were read before. */
    static BudgetCatalog of(Cluster cluster, Map<String, BudgetLimits> limits) {
        return new BudgetCatalog(limits, cluster.last(Topics.BUDGET_SPEND, BudgetSpend.class, ""));
    }

    /** Returns whether the calls of all projects are paused. */
    public static boolean paused(Cluster cluster) {
        return limits(current(cluster), BudgetLimits.ALL).paused();
    }

    /** Returns the limits of each budget, without the spending: that is a much larger topic. */
    static Map<String, BudgetLimits> current(Cluster cluster) {
        Map<String, BudgetLimits> current = new TreeMap<>();
        for (BudgetLimits row : cluster.all(Topics.BUDGETS, BudgetLimits.class, any -> true))
            current.merge(row.budget(), row, BudgetLimits::later);
        return current;
    }

    /** Returns every budget that has a limit or has spent anything, {@code *} first. */
    List<String> names() {
        Set<String> names = new TreeSet<>(limits.keySet());
        names.add(BudgetLimits.ALL);
        spends.stream().filter(BudgetSpend::ofProject).map(BudgetSpend::budget).forEach(names::add);
        return List.copyOf(names);
    }

    /** Returns the limits of a budget; none if it was never written. */
    public BudgetLimits limits(String budget) {
        return limits(limits, budget);
    }

    static BudgetLimits limits(Map<String, BudgetLimits> current, String budget) {
        return current.getOrDefault(budget, BudgetLimits.none(budget));
    }

    /** Returns why no call of a project may start on this day; null if calls may start. */
    public @Nullable BlockReason blocked(ProjectId project, long day) {
        for (String budget : List.of(BudgetLimits.ALL, project.value())) {
            BudgetLimits row = limits(budget);
            if (row.paused()) return new BlockReason.Paused(budget);
            Limits.Exceeded whole = row.whole().exceeded(sum(budget, BudgetSpend::whole), LEAST);
            if (whole != null) return new BlockReason.Spent(budget, whole, false);
            Limits.Exceeded today = row.day().exceeded(sum(budget, one -> one.on(day)), LEAST);
            if (today != null) return new BlockReason.Spent(budget, today, true);
        }
        return null;
    }

    /** Returns what a project has spent on this day. */
    public Spend today(ProjectId project, long day) {
        return sum(project.value(), one -> one.on(day));
    }

    /** Returns the sum of this part over all partitions of a budget. */
    Spend sum(String budget, Function<BudgetSpend, Spend> part) {
        boolean all = budget.equals(BudgetLimits.ALL);
        return spends.stream()
                .filter(row -> all ? row.ofProject() : row.budget().equals(budget))
                .map(part)
                .reduce(Spend.NONE, Spend::plus);
    }
}
