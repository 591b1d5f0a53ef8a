package metatextgrad.services.worker.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.RunId;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.event.RunLimit.RunBudgetRestored;
import metatextgrad.model.project.Spend;
import metatextgrad.services.worker.scheduler.PendingWrite.Answers;
import metatextgrad.services.worker.scheduler.PendingWrite.Ending;
import metatextgrad.services.worker.scheduler.PendingWrite.OffsetCommit;
import metatextgrad.services.worker.scheduler.PendingWrite.Park;
import metatextgrad.services.worker.scheduler.PendingWrite.Report;
import metatextgrad.services.worker.scheduler.PendingWrite.Start;

/**
 * Collects what a transaction writes besides answers and ledger rows: spending, counts of calls,
 * the status of models, and which runs wait for a budget. One per transaction. Confined to the
 * scheduler.
 */
final class SpendRecorder {
    private final SchedulerState state;
    private final Map<AssignedPartition, Map<String, Spend>> spent = new LinkedHashMap<>();
    private final Set<InFlightCall> ended = new HashSet<>();
    private final Map<AssignedPartition, Map<RunId, Integer>> parked = new HashMap<>();
    private final Map<AssignedPartition, Map<RunId, RunCalls>> called = new LinkedHashMap<>();
    private final List<Event> holds = new ArrayList<>();

    SpendRecorder(SchedulerState state) {
        this.state = state;
    }

    /** Adds a write of the transaction. */
    void add(PendingWrite write) {
        AssignedPartition partition = write.partition();
        int number = partition.number();
        spend(partition, state.accounts().doubts(number), Spend.NONE);
        switch (write) {
            case Start start -> {
                start.call().recorded(start.attempts());
                spend(partition, start.call().accounts, Spend.NONE);
            }
            case Answers answers -> answers.endings().forEach(this::add);
            case Park park -> {
                RunId run = park.delivery().request().run();
                if (parked(partition, run, 1) == 1)
                    holds.add(new RunBudgetExhausted(run, number, park.reason()));
            }
            case Report report -> holds.add(report.row());
            case OffsetCommit offset -> {}
        }
    }

    List<Event> events() {
        List<Event> events = new ArrayList<>(holds);
        called.values().forEach(runs -> events.addAll(runs.values()));
        spent.forEach(
                (partition, accounts) ->
                        accounts.forEach(
                                (account, amount) -> events.add(row(partition, account, amount))));
        return events;
    }

    private BudgetSpend row(AssignedPartition partition, String account, Spend amount) {
        Spend kept =
                partition.calls.values().stream()
                        .filter(call -> !ended.contains(call))
                        .filter(call -> call.accounts.contains(account))
                        .map(InFlightCall::inDoubt)
                        .reduce(Spend.NONE, Spend::plus);
        int number = partition.number();
        return state.accounts().next(number, account, state.today(), amount, kept);
    }

    private void add(Ending ending) {
        AssignedPartition partition = ending.delivery().partition();
        LlmResponse answer = ending.answer();
        RunId run = ending.delivery().request().run();
        if (partition.ledger().parked().contains(answer.requestId())
                && parked(partition, run, -1) == 0)
            holds.add(new RunBudgetRestored(run, partition.number()));
        called.computeIfAbsent(partition, p -> new LinkedHashMap<>())
                .compute(
                        run,
                        (id, sum) ->
                                (sum == null ? partition.calledBy(run) : sum)
                                        .plus(answer, ending.inDoubt(), ending.timeouts()));
        if (!ending.endsCall()) return;
        InFlightCall call = partition.call(answer.callKey());
        ended.add(call);
        spend(partition, call.accounts, ending.cost(call, state.pricing));
    }

    private void spend(AssignedPartition partition, Collection<String> accounts, Spend more) {
        Map<String, Spend> of = spent.computeIfAbsent(partition, p -> new LinkedHashMap<>());
        accounts.forEach(account -> of.merge(account, more, Spend::plus));
    }

    /** Adds to the number of parked requests of the run in this partition, and returns it. */
    private int parked(AssignedPartition partition, RunId run, int more) {
        return parked.computeIfAbsent(partition, p -> new HashMap<>())
                .merge(
                        run,
                        partition.ledger().parked().of(run) + more,
                        (before, first) -> before + more);
    }
}
