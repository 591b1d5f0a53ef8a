package metatextgrad.services.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import metatextgrad.llm.CallId;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.Failure;
import metatextgrad.model.Spend;
import org.jspecify.annotations.Nullable;

/**
 * Calls from STARTED to DONE: attempts and retries. A call leaves only after the commit that holds
 * its STARTED. Guarded by the desk.
 */
final class Calls {
    /** How often a call that is tried again looks whether a pause is over. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Failure IN_DOUBT =
            new Failure.Infrastructure(
                    "asked twice, and twice the worker ended before the answer was written down:"
                            + " nobody knows the answers");

    private final Places places;
    private final Shares shares;
    private final RetryPolicy retries;
    private final DeskEffects effects;
    private final WorkerMeters meters;
    private final Gate gate;
    private final Holds holds;
    private final Deque<Flight> ready = new ArrayDeque<>();

    Calls(
            Places places,
            Shares shares,
            Gate gate,
            RetryPolicy retries,
            DeskEffects effects,
            WorkerMeters meters,
            Holds holds) {
        this.places = places;
        this.shares = shares;
        this.gate = gate;
        this.retries = retries;
        this.effects = effects;
        this.meters = meters;
        this.holds = holds;
    }

    /** Whether no call of this model may leave now, save one that finds out whether it may. */
    boolean held(WorkerRequest request) {
        return holds.held(request);
    }

    void buy(Share share, Delivery delivery, Ledger.Meeting.Buy buy) {
        Spend most = gate.pricing().most(delivery.request());
        Flight flight =
                begin(share, delivery, flight(delivery, buy.attempts() - 1, buy.attempts(), most));
        holds.leaves(flight);
        List<LedgerEntry> rows = new ArrayList<>();
        if (buy.hidden() != null) rows.add(buy.hidden());
        rows.add(started(flight));
        shares.commit(share, new Work.Start(flight, rows, true));
    }

    /** Bought before as often as allowed: ends as nobody knows how. */
    void giveUp(Share share, Delivery delivery, int attempts) {
        WorkerAnswer unknown =
                WorkerAnswer.ended(delivery.request(), Outcome.FAILED, IN_DOUBT, Usage.NONE);
        endUnseen(share, delivery, unknown, attempts);
    }

    /** What a worker that is gone bought, and nobody buys again: no answer of it will be seen. */
    void endUnseen(Share share, Delivery delivery, WorkerAnswer answer, int attempts) {
        begin(share, delivery, flight(delivery, attempts, 0, Spend.NONE));
        Work.Ending ending = new Work.Ending(delivery, answer, attempts, true);
        shares.commit(share, new Work.Answers(List.of(ending)));
    }

    private Flight begin(Share share, Delivery delivery, Flight flight) {
        share.flights().put(delivery.request().call(), flight);
        flight.accounts()
                .forEach(
                        account ->
                                gate.budgets()
                                        .accounts()
                                        .reserve(
                                                share.lease().partition(),
                                                account,
                                                flight.reserved()));
        places.take(flight.project());
        return flight;
    }

    private Flight flight(Delivery delivery, int counted, int attempts, Spend most) {
        List<String> accounts = gate.budgets().of(delivery.request());
        return new Flight(delivery, counted, attempts, most, accounts);
    }

    /** Its STARTED is committed. */
    void leave(Share share, Flight flight) {
        if (shares.stops(share)) {
            notPaid(share, flight);
            return;
        }
        share.callLeft();
        meters.left(flight.leaves());
        effects.call(flight);
    }

    /** Its DONE is committed. Asks that still wait for it come back. */
    List<Delivery> landed(Share share, CallId call) {
        Flight flight = share.flights().remove(call);
        if (flight == null) return List.of();
        rest(flight);
        flight.accounts()
                .forEach(
                        account ->
                                gate.budgets()
                                        .accounts()
                                        .free(
                                                share.lease().partition(),
                                                account,
                                                flight.reserved()));
        return flight.waiting();
    }

    void forget(Share share) {
        share.flights().values().forEach(this::rest);
        ready.removeIf(flight -> flight.lease().equals(share.lease()));
        holds.forget(share.lease());
    }

    /** One attempt has ended. */
    void replied(Flight flight, Rated rated, Duration took) {
        Reply reply = rated.reply();
        RetryPolicy.Next next = retries.after(reply, flight.tries(), flight.paidAttempts());
        meters.called(flight.buyer().request(), reply, took);
        holds.came(flight.buyer().request(), rated, took);
        Share share = shares.of(flight.lease());
        if (share == null) return;
        share.callCame();
        follow(share, flight, holds.after(flight, reply, next));
    }

    private void follow(Share share, Flight flight, RetryPolicy.Next next) {
        switch (next) {
            case RetryPolicy.Next.End end -> shares.commit(share, answers(flight, end));
            case RetryPolicy.Next.Again again -> {
                if (!again.paid()) notPaid(share, flight);
                holds.pause(flight, again.pause());
            }
            case RetryPolicy.Next.Queue queue -> {
                notPaid(share, flight);
                flight.triesAnew();
                holds.queue(flight);
            }
            case RetryPolicy.Next.Hold hold -> {
                notPaid(share, flight);
                flight.triesAnew();
                holds.begin(flight, hold);
            }
        }
    }

    private static Work.Answers answers(Flight flight, RetryPolicy.Next.End end) {
        WorkerRequest request = flight.buyer().request();
        Failure failure = end.failure();
        boolean ok = failure == null;
        WorkerAnswer answer =
                failure == null
                        ? WorkerAnswer.ok(request, end.text(), end.usage(), end.servedModel())
                        : WorkerAnswer.ended(request, end.outcome(), failure, end.usage());
        List<Work.Ending> endings = new ArrayList<>();
        int attempts = flight.paidAttempts();
        endings.add(new Work.Ending(flight.buyer(), answer, attempts, end.unseen()));
        if (ok) {
            for (Delivery waiting : flight.waiting()) {
                WorkerAnswer copy = answer.copyFor(waiting.request());
                endings.add(Work.Ending.unpaid(waiting, copy));
            }
        }
        return new Work.Answers(endings);
    }

    /** Gives its place to others, as long as it waits for what nobody knows when it ends. */
    void rest(Flight flight) {
        if (!flight.placed()) return;
        flight.placed(false);
        places.free(flight.project());
    }

    /**
     * One that has waited long enough and for which there is a place now; null if there is none.
     */
    @Nullable Flight nextReady() {
        for (Flight flight : ready) {
            if (!places.freeFor(flight.project())) continue;
            ready.remove(flight);
            return flight;
        }
        return null;
    }

    /** Takes away calls that shall wait no more. */
    List<Flight> withdraw(Predicate<Flight> gone) {
        List<Flight> withdrawn = new ArrayList<>(ready.stream().filter(gone).toList());
        ready.removeAll(withdrawn);
        withdrawn.addAll(holds.withdraw(gone));
        return withdrawn;
    }

    /** One that has waited leaves, as soon as there is a place for it. */
    void again(Share share, Flight flight) {
        if (gate.paused(flight.project())) {
            holds.againLater(PAUSE, flight);
            return;
        }
        if (!flight.placed()) {
            if (!places.anyFree() || !places.freeFor(flight.project())) {
                ready.addLast(flight);
                return;
            }
            places.take(flight.project());
            flight.placed(true);
        }
        holds.leaves(flight);
        flight.nextPaidAttempt();
        shares.commit(share, new Work.Start(flight, List.of(started(flight)), true));
    }

    /**
     * Its run was cancelled while it waited to leave again: it does not.
     *
     * @return whether nobody may have billed it, so that it is as if nobody had begun it
     */
    boolean cancel(Share share, Flight flight) {
        holds.leavesNot(flight);
        int attempts = flight.paidAttempts();
        if (attempts == 0) return true;
        WorkerAnswer cancelled = WorkerAnswer.cancelled(flight.buyer().request());
        Work.Ending ending = new Work.Ending(flight.buyer(), cancelled, attempts, true);
        shares.commit(share, new Work.Answers(List.of(ending)));
        return false;
    }

    /** Says so in the ledger too: a restart must not take this attempt for a paid one. */
    private void notPaid(Share share, Flight flight) {
        flight.notPaid();
        shares.commit(share, new Work.Start(flight, List.of(started(flight)), false));
    }

    private static LedgerEntry started(Flight flight) {
        CallId call = flight.buyer().request().call();
        return new LedgerEntry.Started(call, flight.paidAttempts());
    }
}
