package metatextgrad.services.worker.budgets;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.RunId;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;
import org.jspecify.annotations.Nullable;

/**
 * Limits, spend and reservations of each budget: reserve, call, settle (RELIABILITY §3.3). They
 * cover all partitions of all workers, as far as this worker knows. So overspending is at most the
 * spend in flight in other workers. Days are UTC, from 1970-01-01. Confined to the scheduler.
 */
public final class Budgets {
    private static final Admission GO = new Admission.Go();
    private static final Admission WAIT = new Admission.Wait();

    private final Map<String, BudgetLimits> limits = new HashMap<>();
    private final Map<RunId, Limits> ofRuns = new HashMap<>();
    private final Accounts accounts = new Accounts();
    private final Map<String, Refused> refused = new HashMap<>();
    private long changes;

    /** The last refusal of a project. */
    private record Refused(long changes, long day, BlockReason reason) {}

    public void limit(BudgetLimits row) {
        BudgetLimits known = limits.get(row.budget());
        if (known != null && BudgetLimits.later(known, row).equals(known)) return;
        limits.put(row.budget(), row);
        changes++;
    }

    /** Adds the limits of a run, except for calls: its requester counts calls and cache hits. */
    public void limit(RunRequested run) {
        Limits own = run.project().budget().run();
        if (own.tokens() != null || own.micros() != null)
            ofRuns.put(run.id(), new Limits(null, own.tokens(), own.micros()));
    }

    /** Returns the rows of all partitions and the reservations. */
    public Accounts accounts() {
        return accounts;
    }

    /** Returns the budgets that a call is charged to. */
    public List<String> of(LlmRequest request) {
        String project = request.project().value();
        return ofRuns.containsKey(request.run())
                ? List.of(project, BudgetSpend.of(request.run()))
                : List.of(project);
    }

    public boolean paused(String project) {
        return of(project).anyMatch(BudgetLimits::paused);
    }

    public Admission admit(LlmRequest request, Spend max, long today) {
        Limits own = ofRuns.get(request.run());
        if (own == null) return admit(request.project().value(), max, today);
        String run = BudgetSpend.of(request.run());
        Limits.Exceeded over = own.exceeded(accounts.whole(run), max);
        if (over != null)
            return new Admission.Over("the run has spent " + over.text() + " of its own budget");
        boolean room = own.exceeded(accounts.whole(run), accounts.reserved(run).plus(max)) == null;
        Admission project = admit(request.project().value(), max, today);
        return room || !project.equals(GO) ? project : WAIT;
    }

    private Admission admit(String project, Spend max, long today) {
        BlockReason reason = refusal(project, max, today, false);
        if (reason != null) {
            refused.put(project, new Refused(changes, today, reason));
            return new Admission.Park(reason);
        }
        return refusal(project, max, today, true) == null ? GO : WAIT;
    }

    /** Returns whether limits or day changed since the last refusal, and it is not paused. */
    public boolean mayAdmit(String project, long today) {
        Refused last = refused.get(project);
        boolean changed = last == null || last.changes() != changes || last.day() != today;
        return changed && !paused(project);
    }

    /**
     * Returns the spent part of the fullest limit of each budget that has one, from 0. While
     * requests wait since their calls would exceed a limit of the budget, it is at least 1: what is
     * left is too small for a call.
     *
     * @param waiting projects whose requests wait for a budget
     */
    public Map<String, Double> used(long today, Set<String> waiting) {
        Map<String, Double> used = new TreeMap<>();
        for (BudgetLimits row : limits.values()) {
            if (row.whole().equals(Limits.NONE) && row.day().equals(Limits.NONE)) continue;
            double whole = row.whole().part(accounts.whole(row.budget()));
            double day = row.day().part(accounts.on(today, row.budget()));
            used.put(row.budget(), Math.max(whole, day));
        }
        for (String project : waiting) {
            Refused last = refused.get(project);
            if (last == null || last.changes() != changes || last.day() != today) continue;
            if (last.reason() instanceof BlockReason.Spent spent)
                used.merge(spent.budget(), 1.0, Math::max);
        }
        return used;
    }

    /** Returns the use of all budgets that have a limit or a spend, sorted. */
    public List<DayUse> days(long today) {
        Set<String> budgets = new TreeSet<>(limits.keySet());
        budgets.addAll(accounts.projects());
        return budgets.stream()
                .map(
                        budget ->
                                new DayUse(
                                        budget,
                                        accounts.on(today, budget),
                                        limits.getOrDefault(budget, BudgetLimits.none(budget))
                                                .day()))
                .toList();
    }

    private @Nullable BlockReason refusal(String project, Spend max, long today, boolean reserved) {
        return of(project)
                .flatMap(row -> Stream.ofNullable(refusal(row, max, today, reserved)))
                .findFirst()
                .orElse(null);
    }

    private @Nullable BlockReason refusal(
            BudgetLimits row, Spend max, long today, boolean reserved) {
        String budget = row.budget();
        if (row.paused()) return new BlockReason.Paused(budget);
        Spend more = reserved ? accounts.reserved(budget).plus(max) : max;
        Limits.Exceeded whole = row.whole().exceeded(accounts.whole(budget), more);
        if (whole != null) return new BlockReason.Spent(budget, whole, false);
        Limits.Exceeded day = row.day().exceeded(accounts.on(today, budget), more);
        return day == null ? null : new BlockReason.Spent(budget, day, true);
    }

    private Stream<BudgetLimits> of(String project) {
        return Stream.of(BudgetLimits.ALL, project)
                .flatMap(budget -> Stream.ofNullable(limits.get(budget)));
    }
}
