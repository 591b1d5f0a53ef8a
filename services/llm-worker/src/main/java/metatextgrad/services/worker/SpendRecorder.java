package metatextgrad.services.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.model.BudgetSpend;
import metatextgrad.model.Event;
import metatextgrad.model.RunHeld;
import metatextgrad.model.RunId;
import metatextgrad.model.RunReleased;
import metatextgrad.model.Spend;

/**
 * What a transaction says beside answers and rows of the ledger: what was spent, and which runs
 * wait for a budget. One for each transaction; guarded by the desk.
 */
final class SpendRecorder {
    private final AdmissionControl gate;
    private final Map<AssignedPartition, Map<String, Spend>> taken = new LinkedHashMap<>();
    private final Set<InFlightCall> ended = new HashSet<>();
    private final Map<AssignedPartition, Map<RunId, Integer>> parked = new HashMap<>();
    private final List<Event> limits = new ArrayList<>();

    SpendRecorder(AdmissionControl gate) {
        this.gate = gate;
    }

    /** This much of the work is part of the transaction. */
    void of(AssignedPartition share, PendingWrite work) {
        Set<String> doubts = gate.budgets().accounts().doubts(share.lease().partition());
        take(share, doubts, Spend.NONE);
        switch (work) {
            case PendingWrite.Start start -> {
                start.flight().stands(start.attempts());
                take(share, start.flight().accounts(), Spend.NONE);
            }
            case PendingWrite.Answers answers ->
                    answers.endings().forEach(ending -> of(share, ending));
            case PendingWrite.Park park -> {
                RunId run = park.delivery().request().run();
                if (parked(share, run, 1) == 1)
                    limits.add(new RunHeld(run, share.lease().partition(), park.reason()));
            }
            case PendingWrite.Pass pass -> {}
        }
    }

    List<Event> all() {
        List<Event> all = new ArrayList<>(limits);
        taken.forEach(
                (share, accounts) ->
                        accounts.forEach((account, spent) -> all.add(row(share, account, spent))));
        return all;
    }

    private BudgetSpend row(AssignedPartition share, String account, Spend spent) {
        Spend kept =
                share.flights().values().stream()
                        .filter(flight -> !ended.contains(flight))
                        .filter(flight -> flight.accounts().contains(account))
                        .map(InFlightCall::inDoubt)
                        .reduce(Spend.NONE, Spend::plus);
        return gate.budgets().next(share.lease().partition(), account, spent, kept);
    }

    private void of(AssignedPartition share, PendingWrite.Ending ending) {
        WorkerAnswer answer = ending.answer();
        RunId run = ending.delivery().request().run();
        if (share.ledger().parked().contains(answer.ask()) && parked(share, run, -1) == 0)
            limits.add(new RunReleased(run, share.lease().partition()));
        if (!ending.endsCall()) return;
        InFlightCall flight = share.flight(answer.call());
        ended.add(flight);
        take(share, flight.accounts(), gate.pricing().taken(ending, flight));
    }

    private void take(AssignedPartition share, Collection<String> accounts, Spend more) {
        Map<String, Spend> of = taken.computeIfAbsent(share, s -> new LinkedHashMap<>());
        accounts.forEach(account -> of.merge(account, more, Spend::plus));
    }

    /** How many asks of the run are parked in this partition, the transaction's included. */
    private int parked(AssignedPartition share, RunId run, int more) {
        return parked.computeIfAbsent(share, s -> new HashMap<>())
                .merge(run, share.ledger().parked().of(run) + more, (held, first) -> held + more);
    }
}
