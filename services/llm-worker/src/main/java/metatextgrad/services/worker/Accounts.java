package metatextgrad.services.worker;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import metatextgrad.model.BudgetSpend;
import metatextgrad.model.Serial;
import metatextgrad.model.Spend;
import org.jspecify.annotations.Nullable;

/** One account per project and partition: the rows that stand, and what is reserved. */
final class Accounts {
    private final Map<Key, BudgetSpend> rows = new HashMap<>();
    private final Map<Key, Spend> reserved = new HashMap<>();
    private final Set<Integer> ours = new TreeSet<>();

    private record Key(int partition, String budget) {}

    void read(BudgetSpend row) {
        BudgetSpend held = rows.get(key(row));
        if (held == null || held.serial().compareTo(row.serial()) < 0) rows.put(key(row), row);
    }

    void take(int partition, Collection<BudgetSpend> read, long today) {
        boolean again = !ours.add(partition);
        read.forEach(this::read);
        if (again) return;
        rows.replaceAll((key, row) -> key.partition() == partition ? doubted(row, today) : row);
    }

    void leave(int partition) {
        ours.remove(partition);
        reserved.keySet().removeIf(key -> key.partition() == partition);
    }

    void reserve(int partition, String budget, Spend most) {
        reserved.merge(new Key(partition, budget), most, Spend::plus);
    }

    void free(int partition, String budget, Spend most) {
        reserved.computeIfPresent(
                new Key(partition, budget),
                (key, held) -> {
                    Spend left = held.minus(most);
                    return left.equals(Spend.NONE) ? null : left;
                });
    }

    BudgetSpend next(int partition, String budget, long today, Spend taken, Spend kept) {
        Key key = new Key(partition, budget);
        @Nullable BudgetSpend held = rows.get(key);
        if (held == null)
            return new BudgetSpend(budget, partition, today, taken, taken, kept, new Serial(1));
        // A clock that went back must not count a day twice.
        long day = Math.max(today, held.day());
        return new BudgetSpend(
                budget,
                partition,
                day,
                held.whole().plus(taken),
                held.on(day).plus(taken),
                kept,
                held.serial().next());
    }

    void committed(BudgetSpend row) {
        rows.put(key(row), row);
    }

    Spend whole(Predicate<String> of) {
        return sum(of, BudgetSpend::whole);
    }

    Spend on(long day, Predicate<String> of) {
        return sum(of, row -> row.on(day));
    }

    /** Of calls under way, our own as we know them, those of others as they have written. */
    Spend reserved(Predicate<String> of) {
        Spend own =
                reserved.entrySet().stream()
                        .filter(entry -> of.test(entry.getKey().budget()))
                        .map(Map.Entry::getValue)
                        .reduce(Spend.NONE, Spend::plus);
        return sum(of, row -> ours.contains(row.partition()) ? Spend.NONE : row.reserved())
                .plus(own);
    }

    private Spend sum(Predicate<String> of, Function<BudgetSpend, Spend> part) {
        return rows.values().stream()
                .filter(row -> of.test(row.budget()))
                .map(part)
                .reduce(Spend.NONE, Spend::plus);
    }

    private static BudgetSpend doubted(BudgetSpend row, long today) {
        return new BudgetSpend(
                row.budget(),
                row.partition(),
                Math.max(today, row.day()),
                row.whole().plus(row.reserved()),
                row.on(today).plus(row.reserved()),
                Spend.NONE,
                row.serial());
    }

    private static Key key(BudgetSpend row) {
        return new Key(row.partition(), requireNonNull(row.budget()));
    }
}
