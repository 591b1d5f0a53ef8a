package metatextgrad.services.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import metatextgrad.llm.CallId;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Calls from STARTED to DONE: attempts, retries, outages. A call leaves only after the commit that
 * holds its STARTED. Guarded by the desk.
 */
final class Calls {
    /** How often an outage is looked at. */
    static final Duration PROBE = Duration.ofSeconds(5);

    private final Places places;
    private final Shares shares;
    private final RetryPolicy retries;
    private final DeskEffects effects;
    private final WorkerMeters meters;
    private final Executor desk;
    private final Outage outage = new Outage();

    /**
     * @param desk runs what a timer brings under the desk's lock
     */
    Calls(
            Places places,
            Shares shares,
            RetryPolicy retries,
            DeskEffects effects,
            WorkerMeters meters,
            Executor desk) {
        this.places = places;
        this.shares = shares;
        this.retries = retries;
        this.effects = effects;
        this.meters = meters;
        this.desk = desk;
    }

    /** Whether no call may leave until the environment is mended. */
    boolean held() {
        return outage.on();
    }

    void buy(Share share, Delivery delivery, Ledger.Meeting.Buy buy) {
        Flight flight = begin(share, delivery, buy.attempts());
        List<LedgerEntry> rows = new ArrayList<>();
        if (buy.hidden() != null) rows.add(buy.hidden());
        rows.add(started(flight));
        shares.commit(share, new Work.Start(flight, rows, true));
    }

    /** Bought before as often as allowed: ends as nobody knows how. */
    void giveUp(Share share, Delivery delivery) {
        begin(share, delivery, 0);
        WorkerAnswer unknown =
                WorkerAnswer.ended(
                        delivery.request(), Outcome.FAILED, "UNKNOWN_OUTCOME", Usage.NONE);
        Work.Ending ending = new Work.Ending(delivery, unknown, true);
        shares.commit(share, new Work.Answers(List.of(ending)));
    }

    private Flight begin(Share share, Delivery delivery, int attempts) {
        Flight flight = new Flight(delivery, attempts);
        share.flights().put(delivery.request().call(), flight);
        places.take(flight.project());
        return flight;
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
        places.free(flight.project());
        return flight.waiting();
    }

    void forget(Share share) {
        share.flights().values().forEach(flight -> places.free(flight.project()));
        outage.forget(share.lease());
        if (outage.on() && !outage.probing()) later(PROBE, this::probe);
    }

    /** One attempt has ended. */
    void replied(Flight flight, Reply reply, Duration took) {
        RetryPolicy.Next next = retries.after(reply, flight.tries(), flight.paidAttempts());
        meters.called(flight.buyer().request(), reply, took);
        Share share = shares.of(flight.lease());
        if (share == null) return;
        share.callCame();
        if (outage.endedBy(flight, reply)) mended();
        boolean probe = outage.isProbe(flight);
        if (probe) {
            outage.probeBack();
            later(PROBE, this::probe);
        }
        follow(share, flight, probe ? stillOut(reply, next) : next);
    }

    private void follow(Share share, Flight flight, RetryPolicy.Next next) {
        switch (next) {
            case RetryPolicy.Next.End end -> shares.commit(share, answers(flight, end));
            case RetryPolicy.Next.Again again -> {
                if (!again.paid()) notPaid(share, flight);
                later(again.pause(), () -> retry(flight));
            }
            case RetryPolicy.Next.Hold hold -> {
                if (outage.begins(hold.reason())) {
                    effects.outage(hold.reason());
                    later(PROBE, this::probe);
                }
                notPaid(share, flight);
                outage.park(flight);
            }
        }
    }

    /** A probe that reached nobody waits for the next one, as often as it takes. */
    private static RetryPolicy.Next stillOut(Reply reply, RetryPolicy.Next next) {
        return reply instanceof Reply.TryAgain again && !again.reached()
                ? new RetryPolicy.Next.Hold(again.reason())
                : next;
    }

    private static Work.Answers answers(Flight flight, RetryPolicy.Next.End end) {
        WorkerRequest request = flight.buyer().request();
        boolean ok = end.outcome() == Outcome.OK;
        WorkerAnswer answer =
                ok
                        ? WorkerAnswer.ok(request, end.text(), end.usage(), end.servedModel())
                        : WorkerAnswer.ended(request, end.outcome(), end.reason(), end.usage());
        List<Work.Ending> endings = new ArrayList<>();
        endings.add(new Work.Ending(flight.buyer(), answer, true));
        if (ok) {
            for (Delivery waiting : flight.waiting()) {
                WorkerAnswer copy = answer.copyFor(waiting.request());
                endings.add(new Work.Ending(waiting, copy, false));
            }
        }
        return new Work.Answers(endings);
    }

    private void retry(Flight flight) {
        Share share = shares.of(flight.lease());
        if (share == null || shares.stops(share)) return;
        if (outage.on()) {
            outage.park(flight);
        } else {
            again(share, flight);
        }
    }

    private void again(Share share, Flight flight) {
        flight.nextPaidAttempt();
        shares.commit(share, new Work.Start(flight, List.of(started(flight)), true));
    }

    /** Says so in the ledger too: a restart must not take this attempt for a paid one. */
    private void notPaid(Share share, Flight flight) {
        flight.notPaid();
        shares.commit(share, new Work.Start(flight, List.of(started(flight)), false));
    }

    private void probe() {
        if (!outage.on() || outage.probing() || shares.draining()) return;
        @Nullable Flight flight = outage.nextProbe();
        if (flight == null) {
            mended();
            return;
        }
        Share share = shares.of(flight.lease());
        if (share != null) again(share, flight);
    }

    private void mended() {
        List<Flight> parked = outage.end();
        effects.outage(null);
        for (Flight flight : parked) {
            Share share = shares.of(flight.lease());
            if (share != null && !shares.stops(share)) again(share, flight);
        }
    }

    private void later(Duration wait, Runnable task) {
        effects.after(wait, () -> desk.execute(task));
    }

    private static LedgerEntry started(Flight flight) {
        CallId call = flight.buyer().request().call();
        return new LedgerEntry.Started(call, flight.paidAttempts());
    }
}
