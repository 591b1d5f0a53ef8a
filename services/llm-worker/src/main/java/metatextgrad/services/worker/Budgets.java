package metatextgrad.services.worker;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.BlockReason;
import metatextgrad.model.BudgetLimits;
import metatextgrad.model.BudgetSpend;
import metatextgrad.model.Limits;
import metatextgrad.model.RunId;
import metatextgrad.model.RunRequest;
import metatextgrad.model.Spend;
import org.jspecify.annotations.Nullable;

/**
 * Reserve, call, settle (RELIABILITY §3.3): what each budget allows, has spent and keeps for calls
 * under way, over all partitions of all workers as far as this one knows. So what is spent too much
 * is at most what is under way elsewhere. Guarded by the desk.
 */
final class Budgets {
    private static final long DAY = 24L * 60 * 60;
    private static final Admission GO = new Admission.Go();
    private static final Admission WAIT = new Admission.Wait();

    private final InstantSource clock;
    private final Map<String, BudgetLimits> limits = new HashMap<>();
    private final Map<RunId, Limits> ofRuns = new HashMap<>();
    private final Accounts accounts = new Accounts();
    private final Map<String, Refused> refused = new HashMap<>();
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

    /** Calls are counted by whoever asks for them, paid and saved alike. */
    void limit(RunRequest run) {
        Limits own = run.project().budget().run();
        if (own.tokens() != null || own.micros() != null)
            ofRuns.put(run.id(), new Limits(null, own.tokens(), own.micros()));
    }

    /** The rows of all partitions, and what is reserved. */
    Accounts accounts() {
        return accounts;
    }

    /**
     * A partition is ours now. What its last owner had under way is in doubt: it counts as spent.
     */
    void take(int partition, Collection<BudgetSpend> rows) {
        accounts.take(partition, rows, today());
    }

    /** The accounts that a call is paid from. */
    List<String> of(WorkerRequest request) {
        String project = request.project().value();
        return ofRuns.containsKey(request.run())
                ? List.of(project, BudgetSpend.of(request.run()))
                : List.of(project);
    }

    /**
     * The row that says so once it is committed.
     *
     * @param taken by calls that end in this transaction
     * @param kept for calls that may be billed and have not ended
     */
    BudgetSpend next(int partition, String budget, Spend taken, Spend kept) {
        return accounts.next(partition, budget, today(), taken, kept);
    }

    boolean paused(String project) {
        return of(project).anyMatch(BudgetLimits::paused);
    }

    Admission admit(WorkerRequest request, Spend most) {
        Limits own = ofRuns.get(request.run());
        if (own == null) return admit(request.project().value(), most);
        String run = BudgetSpend.of(request.run());
        Limits.Exceeded over = own.exceeded(accounts.whole(run), most);
        if (over != null)
            return new Admission.Over("the run has spent " + over.text() + " of its own budget");
        boolean room = own.exceeded(accounts.whole(run), accounts.reserved(run).plus(most)) == null;
        Admission project = admit(request.project().value(), most);
        return room || !project.equals(GO) ? project : WAIT;
    }

    private Admission admit(String project, Spend most) {
        BlockReason reason = refusal(project, most, false);
        if (reason != null) {
            refused.put(project, new Refused(changes, today()));
            return new Admission.Park(reason);
        }
        return refusal(project, most, true) == null ? GO : WAIT;
    }

    /** Whether anything has changed since this project was refused, and it is not paused. */
    boolean mayHold(String project) {
        Refused last = refused.get(project);
        boolean changed = last == null || last.changes() != changes || last.day() != today();
        return changed && !paused(project);
    }

    /** The fullest limit of all: what was spent of it, from 0; 0 where there is none. */
    double fullest() {
        return limits.values().stream()
                .mapToDouble(
                        row ->
                                Math.max(
                                        row.whole().part(accounts.whole(row.budget())),
                                        row.day().part(accounts.on(today(), row.budget()))))
                .max()
                .orElse(0);
    }

    private @Nullable BlockReason refusal(String project, Spend most, boolean reserved) {
        return of(project)
                .flatMap(row -> Stream.ofNullable(refusal(row, most, reserved)))
                .findFirst()
                .orElse(null);
    }

    private @Nullable BlockReason refusal(BudgetLimits row, Spend most, boolean reserved) {
        String budget = row.budget();
        if (row.paused()) return new BlockReason.Paused(budget);
        Spend more = reserved ? accounts.reserved(budget).plus(most) : most;
        Limits.Exceeded whole = row.whole().exceeded(accounts.whole(budget), more);
        if (whole != null) return new BlockReason.Spent(budget, whole, false);
        Limits.Exceeded day = row.day().exceeded(accounts.on(today(), budget), more);
        return day == null ? null : new BlockReason.Spent(budget, day, true);
    }

    private Stream<BudgetLimits> of(String project) {
        return Stream.of(BudgetLimits.ALL, project)
                .flatMap(budget -> Stream.ofNullable(limits.get(budget)));
    }

    private long today() {
        return Math.floorDiv(clock.instant().getEpochSecond(), DAY);
    }
}
