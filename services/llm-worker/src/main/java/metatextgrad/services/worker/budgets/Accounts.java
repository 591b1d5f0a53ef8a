package metatextgrad.services.worker.budgets;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.project.Spend;
import org.jspecify.annotations.Nullable;

/** One account per budget and partition: its committed row and its reserved spend. */
public final class Accounts {
    private final Map<String, Map<Integer, BudgetSpend>> rows = new HashMap<>();
    private final Map<String, Map<Integer, Spend>> reserved = new HashMap<>();
    private final Set<Integer> ours = new TreeSet<>();
    private final Map<Integer, Set<String>> doubts = new HashMap<>();

    public void read(BudgetSpend row) {
        BudgetSpend known = row(row.partition(), row.budget());
        if (known == null || known.serial().compareTo(row.serial()) < 0) committed(row);
    }

    /**
     * Adds a partition to those of this worker. Calls that its previous owner had in flight are in
     * doubt and count as spent.
     *
     * @param read the committed rows of the partition
     */
    public void assign(int partition, Collection<BudgetSpend> read, long today) {
        boolean again = !ours.add(partition);
        read.forEach(this::read);
        if (again) return;
        for (Map<Integer, BudgetSpend> of : rows.values())
            of.computeIfPresent(partition, (p, row) -> doubted(row, today));
    }

    /** Returns the budgets whose rows still reserve spend for calls of a terminated worker. */
    public Set<String> doubts(int partition) {
        return doubts.getOrDefault(partition, Set.of());
    }

    public void revoke(int partition) {
        ours.remove(partition);
        reserved.values().forEach(of -> of.remove(partition));
    }

    public void reserve(int partition, String budget, Spend max) {
        reserved.computeIfAbsent(budget, b -> new HashMap<>()).merge(partition, max, Spend::plus);
    }

    public void free(int partition, String budget, Spend max) {
        Map<Integer, Spend> of = reserved.get(budget);
        if (of == null) return;
        of.computeIfPresent(
                partition,
                (p, present) -> {
                    Spend left = present.minus(max);
                    return left.equals(Spend.NONE) ? null : left;
                });
    }

    /**
     * Returns the row to commit.
     *
     * @param spent cost of calls that end in this transaction
     * @param kept reserved for calls that may be billed and have not ended
     */
    public BudgetSpend next(int partition, String budget, long today, Spend spent, Spend kept) {
        @Nullable BudgetSpend known = row(partition, budget);
        if (known == null)
            return new BudgetSpend(budget, partition, today, spent, spent, kept, new Serial(1));
        // A clock that is set back must not count a day twice.
        long day = Math.max(today, known.day());
        return new BudgetSpend(
                budget,
                partition,
                day,
                known.whole().plus(spent),
                known.on(day).plus(spent),
                kept,
                known.serial().next());
    }

    public void committed(BudgetSpend row) {
        if (doubts.containsKey(row.partition())) doubts.get(row.partition()).remove(row.budget());
        rows.computeIfAbsent(row.budget(), b -> new HashMap<>()).put(row.partition(), row);
    }

    /**
     * Returns the total spend.
     *
     * @param budget of a project or a run, or {@link BudgetLimits#ALL} for all projects
     */
    public Spend whole(String budget) {
        return sum(budget, BudgetSpend::whole);
    }

    /** Returns the projects that have spent. */
    public List<String> projects() {
        return rows.keySet().stream().filter(BudgetSpend::isProject).toList();
    }

    public Spend on(long day, String budget) {
        return sum(budget, row -> row.on(day));
    }

    /** Returns the spend reserved for calls in flight of this worker and of other workers. */
    public Spend reserved(String budget) {
        Spend own =
                of(reserved, budget)
                        .flatMap(of -> of.values().stream())
                        .reduce(Spend.NONE, Spend::plus);
        return sum(budget, row -> ours.contains(row.partition()) ? Spend.NONE : row.reserved())
                .plus(own);
    }

    private Spend sum(String budget, Function<BudgetSpend, Spend> part) {
        return of(rows, budget)
                .flatMap(of -> of.values().stream())
                .map(part)
                .reduce(Spend.NONE, Spend::plus);
    }

    private static <V> Stream<Map<Integer, V>> of(Map<String, Map<Integer, V>> all, String budget) {
        return budget.equals(BudgetLimits.ALL)
                ? all.entrySet().stream()
                        .filter(entry -> BudgetSpend.isProject(entry.getKey()))
                        .map(Map.Entry::getValue)
                : Stream.ofNullable(all.get(budget));
    }

    private @Nullable BudgetSpend row(int partition, String budget) {
        return rows.getOrDefault(budget, Map.of()).get(partition);
    }

    private BudgetSpend doubted(BudgetSpend row, long today) {
        if (!row.reserved().equals(Spend.NONE))
            doubts.computeIfAbsent(row.partition(), p -> new TreeSet<>()).add(row.budget());
        return new BudgetSpend(
                row.budget(),
                row.partition(),
                Math.max(today, row.day()),
                row.whole().plus(row.reserved().asInDoubt()),
                row.on(today).plus(row.reserved().asInDoubt()),
                Spend.NONE,
                row.serial());
    }
}
