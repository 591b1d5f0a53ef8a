package metatextgrad.services.worker;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import metatextgrad.model.BudgetLimits;
import metatextgrad.model.BudgetSpend;
import metatextgrad.model.Limits;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Spend;
import org.jspecify.annotations.Nullable;

/**
 * Reserve, call, settle (RELIABILITY §3.3): what each budget allows, has spent and keeps for calls
 * under way, over all partitions of all workers as far as this one knows. So what is spent too much
 * is at most what is under way elsewhere. Guarded by the desk.
 */
final class Budgets {
    private static final long DAY = 24L * 60 * 60;

    private final InstantSource clock;
    private final Map<String, BudgetLimits> limits = new HashMap<>();
    private final Accounts accounts = new Accounts();
    private final Map<ProjectId, Refused> refused = new HashMap<>();
    private long changes;

    /** When a project was refused last. */
    private record Refused(long changes, long day) {}

    Budgets(InstantSource clock) {
        this.clock = clock;
    }

    void limit(BudgetLimits row) {
        BudgetLimits held = limits.get(row.budget());
        if (held != null && held.serial().compareTo(row.serial()) > 0) return;
        limits.put(row.budget(), row);
        changes++;
    }

    /** A row of another worker, or of our own as the log has it. */
    void spent(BudgetSpend row) {
        accounts.read(row);
    }

    /**
     * A partition is ours now. What its last owner had under way is in doubt: it counts as spent.
     */
    void take(int partition, Collection<BudgetSpend> rows) {
        accounts.take(partition, rows, today());
    }

    /** A partition is not ours any more. */
    void leave(int partition) {
        accounts.leave(partition);
    }

    void reserve(int partition, ProjectId project, Spend most) {
        accounts.reserve(partition, project, most);
    }

    void free(int partition, ProjectId project, Spend most) {
        accounts.free(partition, project, most);
    }

    /**
     * The row that says so once it is committed.
     *
     * @param taken by calls that end in this transaction
     * @param ended what was reserved for them
     */
    BudgetSpend next(int partition, ProjectId project, Spend taken, Spend ended) {
        return accounts.next(partition, project, today(), taken, ended);
    }

    /** This row of ours stands. */
    void committed(BudgetSpend row) {
        accounts.committed(row);
    }

    boolean paused(ProjectId project) {
        return budgets(project).anyMatch(BudgetLimits::paused);
    }

    Admission admit(ProjectId project, Spend most) {
        if (limits.isEmpty()) return new Admission.Go();
        String reason = refusal(project, most, Spend.NONE, Spend.NONE);
        if (!reason.isEmpty()) {
            refused.put(project, new Refused(changes, today()));
            return new Admission.Park(reason);
        }
        Spend own = accounts.reserved(project::equals);
        Spend all = accounts.reserved(any -> true);
        return refusal(project, most, own, all).isEmpty()
                ? new Admission.Go()
                : new Admission.Wait();
    }

    /** Whether anything has changed since this project was refused, and it is not paused. */
    boolean mayHold(ProjectId project) {
        Refused last = refused.get(project);
        boolean changed = last == null || last.changes() != changes || last.day() != today();
        return changed && !paused(project);
    }

    /** The fullest limit of all: what was spent of it, from 0; 0 where there is none. */
    double fullest() {
        return limits.values().stream()
                .mapToDouble(
                        row -> {
                            Predicate<ProjectId> of = of(row);
                            return Math.max(
                                    part(row.whole(), accounts.whole(of)),
                                    part(row.day(), accounts.on(today(), of)));
                        })
                .max()
                .orElse(0);
    }

    private String refusal(ProjectId project, Spend most, Spend own, Spend all) {
        return budgets(project)
                .map(row -> refusal(row, most, row.budget().equals(BudgetLimits.ALL) ? all : own))
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String refusal(BudgetLimits row, Spend most, Spend reserved) {
        String name = row.budget().equals(BudgetLimits.ALL) ? "all projects" : row.budget();
        if (row.paused()) return "somebody has paused the calls of " + name;
        Predicate<ProjectId> of = of(row);
        String whole = row.whole().exceeded(accounts.whole(of), reserved.plus(most));
        if (!whole.isEmpty()) return "the budget of " + name + " has spent " + whole;
        String day = row.day().exceeded(accounts.on(today(), of), reserved.plus(most));
        return day.isEmpty() ? "" : "the budget of " + name + " has spent " + day + " of today";
    }

    private static Predicate<ProjectId> of(BudgetLimits row) {
        return project ->
                row.budget().equals(BudgetLimits.ALL) || row.budget().equals(project.value());
    }

    private Stream<BudgetLimits> budgets(ProjectId project) {
        return Stream.of(BudgetLimits.ALL, project.value())
                .filter(limits::containsKey)
                .map(budget -> requireNonNull(limits.get(budget)));
    }

    private static double part(Limits limits, Spend spent) {
        double calls = part(limits.calls(), spent.calls());
        double tokens = part(limits.tokens(), spent.tokens());
        return Math.max(Math.max(calls, tokens), part(limits.micros(), spent.micros()));
    }

    private static double part(@Nullable Long limit, long spent) {
        if (limit == null) return 0;
        return limit == 0 ? 1 : (double) spent / limit;
    }

    private long today() {
        return Math.floorDiv(clock.instant().getEpochSecond(), DAY);
    }
}
