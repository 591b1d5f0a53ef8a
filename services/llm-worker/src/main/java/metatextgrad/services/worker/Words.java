package metatextgrad.services.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
final class Words {
    private final Gate gate;
    private final Map<Share, Map<String, Taken>> taken = new LinkedHashMap<>();
    private final Map<Share, Map<RunId, Integer>> parked = new HashMap<>();
    private final List<Event> limits = new ArrayList<>();

    private record Taken(Spend taken, Spend ended) {
        static final Taken NOTHING = new Taken(Spend.NONE, Spend.NONE);

        Taken plus(Taken other) {
            return new Taken(taken.plus(other.taken), ended.plus(other.ended));
        }
    }

    Words(Gate gate) {
        this.gate = gate;
    }

    /** This much of the work is part of the transaction. */
    void of(Share share, Work work) {
        switch (work) {
            case Work.Start start -> take(share, start.flight(), Taken.NOTHING);
            case Work.Answers answers -> answers.endings().forEach(ending -> of(share, ending));
            case Work.Park park -> {
                RunId run = park.delivery().request().run();
                if (parked(share, run, 1) == 1)
                    limits.add(new RunHeld(run, share.lease().partition(), park.reason()));
            }
            case Work.Pass pass -> {}
        }
    }

    List<Event> all() {
        List<Event> all = new ArrayList<>(limits);
        taken.forEach(
                (share, accounts) ->
                        accounts.forEach((account, spent) -> all.add(row(share, account, spent))));
        return all;
    }

    private BudgetSpend row(Share share, String account, Taken spent) {
        int partition = share.lease().partition();
        return gate.budgets().next(partition, account, spent.taken(), spent.ended());
    }

    private void of(Share share, Work.Ending ending) {
        WorkerAnswer answer = ending.answer();
        RunId run = ending.delivery().request().run();
        if (share.ledger().parked().contains(answer.ask()) && parked(share, run, -1) == 0)
            limits.add(new RunReleased(run, share.lease().partition()));
        if (!ending.endsCall()) return;
        Flight flight = share.flight(answer.call());
        Spend spent = gate.pricing().taken(ending, flight);
        take(share, flight, new Taken(spent, flight.reserved()));
    }

    private void take(Share share, Flight flight, Taken more) {
        Map<String, Taken> of = taken.computeIfAbsent(share, s -> new LinkedHashMap<>());
        flight.accounts().forEach(account -> of.merge(account, more, Taken::plus));
    }

    /** How many asks of the run are parked in this partition, the transaction's included. */
    private int parked(Share share, RunId run, int more) {
        return parked.computeIfAbsent(share, s -> new HashMap<>())
                .merge(run, share.ledger().parked().of(run) + more, (held, first) -> held + more);
    }
}
