package metatextgrad.services.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.CallId;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.services.worker.Ledger.Meeting;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of each ask: what it meets in the ledger, when its call leaves, what its
 * reply leads to. Knows neither Kafka nor threads; poll, commit, call and timer threads meet in its
 * lock.
 */
final class Desk {
    /** How often an outage is looked at. */
    static final Duration PROBE = Duration.ofSeconds(5);

    private final int cap;
    private final RetryPolicy retries;
    private final DeskEffects effects;
    private final WorkerMeters meters;

    private final Map<Integer, Share> shares = new TreeMap<>();
    private final Turns turns = new Turns();
    private final Outage outage = new Outage();
    private long epochs;
    private int flying;
    private int lookups;
    private int outstanding;
    private boolean draining;
    private boolean abandoned;

    Desk(int cap, RetryPolicy retries, DeskEffects effects, WorkerMeters meters) {
        this.cap = cap;
        this.retries = retries;
        this.effects = effects;
        this.meters = meters;
    }

    // Assignment: the poll thread.

    synchronized void assigned(int partition) {
        shares.put(partition, new Share(new Lease(partition, ++epochs)));
    }

    /** Takes a polled ask; null for one that could not be read. */
    synchronized void received(int partition, long offset, @Nullable WorkerRequest request) {
        Share share = shares.get(partition);
        if (share == null) return;
        share.offsets().polled(offset);
        if (request == null) {
            commit(share, new Work.Pass(share.lease(), offset));
            return;
        }
        outstanding++;
        Delivery delivery = new Delivery(share.lease(), offset, request);
        if (share.loaded()) {
            accept(share, delivery);
            dispatch();
        } else {
            share.held().add(delivery);
        }
    }

    /** Partitions whose first record was polled and whose ledger is wanted now. */
    synchronized List<Lease> toLoad() {
        List<Lease> wanted = new ArrayList<>();
        for (Share share : shares.values()) {
            boolean polled = !share.held().isEmpty() || !share.quiet();
            if (share.loaded() || share.loading() || !polled) continue;
            share.startLoading();
            wanted.add(share.lease());
        }
        return wanted;
    }

    synchronized void loaded(Lease lease, Ledger ledger) {
        Share share = share(lease);
        if (share == null) return;
        share.load(ledger);
        List<Delivery> held = List.copyOf(share.held());
        share.held().clear();
        held.forEach(delivery -> accept(share, delivery));
        dispatch();
    }

    /** Whether this partition may be polled now. */
    synchronized boolean wants(int partition) {
        Share share = shares.get(partition);
        boolean ready = share != null && !share.leaving() && (share.loaded() || !share.loading());
        return ready && !draining && outstanding < 2 * cap;
    }

    /** Begins nothing new for these partitions; those not named go on. */
    synchronized void leave(Collection<Integer> partitions) {
        for (Share share : shares.values()) {
            if (partitions.contains(share.lease().partition())) share.leave();
        }
        turns.removeIf(this::ended);
        notifyAll();
    }

    synchronized void release(Collection<Integer> partitions) {
        for (int partition : partitions) {
            Share share = shares.remove(partition);
            if (share == null) continue;
            flying -= share.flights().size();
            outstanding -= share.held().size() + share.pending().size();
            outage.forget(share.lease());
        }
        turns.removeIf(this::ended);
        if (outage.on() && !outage.probing()) effects.after(PROBE, this::probe);
        dispatch();
    }

    /** Begins nothing new. */
    synchronized void drain() {
        draining = true;
    }

    /** Waits for nothing any more. */
    synchronized void abandon() {
        draining = true;
        abandoned = true;
        notifyAll();
    }

    /** Waits until no call of these partitions is out and all that is done is committed. */
    synchronized boolean awaitQuiet(Collection<Integer> partitions, Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (!quiet(partitions)) {
            long left = until - System.nanoTime();
            if (left <= 0 || abandoned) return false;
            try {
                wait(Math.max(1, left / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    synchronized List<Integer> partitions() {
        return List.copyOf(shares.keySet());
    }

    private boolean quiet(Collection<Integer> partitions) {
        return partitions.stream()
                .map(shares::get)
                .allMatch(share -> share == null || share.quiet());
    }

    private boolean ended(Delivery delivery) {
        Share share = share(delivery.lease());
        return share == null || share.leaving();
    }

    // Commits: the commit thread.

    /** Part of one transaction. */
    record Admitted(List<Work> now, List<Work> later, Map<Integer, Long> offsets) {}

    /** What may be committed of this work: the rest has lost its partition, or waits for it. */
    synchronized Admitted admit(Collection<Work> works) {
        List<Work> now = new ArrayList<>();
        List<Work> later = new ArrayList<>();
        Map<Integer, Long> offsets = new TreeMap<>();
        for (Work work : works) {
            Share share = share(work.lease());
            if (share == null) continue;
            if (!share.loaded()) {
                later.add(work);
                continue;
            }
            Work left = admit(share, work);
            if (left != null) now.add(left);
            offsets.put(work.lease().partition(), share.offsets().next());
        }
        return new Admitted(now, later, offsets);
    }

    private @Nullable Work admit(Share share, Work work) {
        return switch (work) {
            case Work.Start start -> start;
            case Work.Pass pass -> {
                share.offsets().finished(pass.offset());
                yield pass;
            }
            case Work.Answers answers -> {
                answers.endings()
                        .forEach(ending -> share.offsets().finished(ending.delivery().offset()));
                yield unwritten(share, answers);
            }
        };
    }

    /** A transaction whose end nobody saw may have written answers: never twice. */
    private @Nullable Work unwritten(Share share, Work.Answers answers) {
        List<Work.Ending> written = new ArrayList<>();
        List<Work.Ending> left = new ArrayList<>();
        for (Work.Ending ending : answers.endings()) {
            WorkerAnswer answer = ending.answer();
            boolean stands = share.ledger().ended(answer.call(), answer.ask(), answer.outcome());
            (stands ? written : left).add(ending);
        }
        ended(share, written);
        if (left.isEmpty()) share.workEnded();
        return left.isEmpty() ? null : new Work.Answers(left);
    }

    /** The ledgers must be read again: the end of a transaction is not known. */
    synchronized List<Lease> reload() {
        List<Lease> leases = new ArrayList<>();
        for (Share share : shares.values()) {
            if (!share.loaded()) continue;
            share.startLoading();
            leases.add(share.lease());
        }
        return leases;
    }

    synchronized void committed(Work work, List<LedgerEntry> entries) {
        Share share = share(work.lease());
        if (share == null) return;
        share.workEnded();
        if (share.loaded()) entries.forEach(share.ledger()::apply);
        switch (work) {
            case Work.Start start -> {
                if (start.leaves()) leave(share, start.flight());
            }
            case Work.Answers answers -> ended(share, answers.endings());
            case Work.Pass pass -> {}
        }
        dispatch();
        notifyAll();
    }

    private void ended(Share share, List<Work.Ending> endings) {
        for (Work.Ending ending : endings) {
            forget(share, ending.delivery().request());
            meters.answered(ending.answer());
        }
        for (Work.Ending ending : endings) {
            if (ending.endsCall()) landed(share, ending.delivery().request().call());
        }
    }

    /** Whoever came too late for a copy, or waited for a call that failed, meets the ledger. */
    private void landed(Share share, CallId call) {
        Flight flight = share.flights().remove(call);
        if (flight == null) return;
        flying--;
        for (Delivery waiting : flight.waiting().reversed()) {
            if (share.pending().contains(waiting.request().ask())) turns.addFirst(waiting);
        }
    }

    private void leave(Share share, Flight flight) {
        if (share.leaving() || draining) {
            notPaid(share, flight);
            return;
        }
        flight.leaves();
        share.callLeft();
        meters.left(flight.paidAttempts());
        effects.call(flight);
    }

    // Asks.

    private void accept(Share share, Delivery delivery) {
        if (share.pending().add(delivery.request().ask())) {
            turns.add(delivery);
            return;
        }
        outstanding--;
        commit(share, new Work.Pass(share.lease(), delivery.offset()));
    }

    private void dispatch() {
        while (!outage.on() && !draining && flying + lookups < cap) {
            Delivery delivery = turns.take();
            if (delivery == null) return;
            Share share = share(delivery.lease());
            if (share == null) continue;
            if (!share.loaded()) {
                share.held().add(delivery);
                share.pending().remove(delivery.request().ask());
                continue;
            }
            boolean running = share.flights().containsKey(delivery.request().call());
            follow(share, delivery, share.ledger().meet(delivery.request(), running));
        }
    }

    private void follow(Share share, Delivery delivery, Meeting meeting) {
        WorkerRequest request = delivery.request();
        switch (meeting) {
            case Meeting.Buy buy -> buy(share, delivery, buy);
            case Meeting.Join join -> flight(share, request.call()).waiting().add(delivery);
            case Meeting.Copy copy -> {
                lookups++;
                effects.read(copy.answer(), answer -> copied(delivery, answer));
            }
            case Meeting.Known known -> {
                lookups++;
                effects.look(known.answer(), gone -> looked(delivery, gone));
            }
            case Meeting.GiveUp giveUp -> {
                fly(share, new Flight(delivery, 0));
                end(share, delivery, Outcome.FAILED, "UNKNOWN_OUTCOME");
            }
        }
    }

    private void buy(Share share, Delivery delivery, Meeting.Buy buy) {
        Flight flight = new Flight(delivery, buy.attempts());
        fly(share, flight);
        List<LedgerEntry> rows = new ArrayList<>();
        if (buy.hidden() != null) rows.add(buy.hidden());
        rows.add(started(flight));
        commit(share, new Work.Start(flight, rows, true));
    }

    private void fly(Share share, Flight flight) {
        share.flights().put(flight.buyer().request().call(), flight);
        flying++;
    }

    private void end(Share share, Delivery delivery, Outcome outcome, String reason) {
        WorkerAnswer answer = WorkerAnswer.ended(delivery.request(), outcome, reason, Usage.NONE);
        boolean endsCall = outcome != Outcome.EXPIRED;
        commit(share, new Work.Answers(List.of(new Work.Ending(delivery, answer, endsCall))));
    }

    private synchronized void copied(Delivery delivery, @Nullable WorkerAnswer answer) {
        lookups--;
        Share share = share(delivery.lease());
        if (share != null && !share.leaving()) {
            if (answer != null && answer.call().equals(delivery.request().call())) {
                WorkerAnswer copy = answer.copyFor(delivery.request());
                commit(share, new Work.Answers(List.of(new Work.Ending(delivery, copy, false))));
            } else if (share.loaded()) {
                boolean running = share.flights().containsKey(delivery.request().call());
                follow(share, delivery, share.ledger().meetExpired(delivery.request(), running));
            } else {
                turns.addFirst(delivery);
            }
        }
        dispatch();
    }

    private synchronized void looked(Delivery delivery, boolean gone) {
        lookups--;
        Share share = share(delivery.lease());
        if (share != null && gone) {
            end(share, delivery, Outcome.EXPIRED, "the answer has left the log");
        } else if (share != null) {
            forget(share, delivery.request());
            commit(share, new Work.Pass(share.lease(), delivery.offset()));
        }
        dispatch();
    }

    private void forget(Share share, WorkerRequest request) {
        if (share.pending().remove(request.ask())) outstanding--;
    }

    // Calls.

    /** One attempt has ended; called from its own thread. */
    synchronized void replied(Flight flight, Reply reply, Duration took) {
        WorkerRequest request = flight.buyer().request();
        RetryPolicy.Next next = retries.after(reply, flight.tries(), flight.paidAttempts());
        meters.called(request, reply, took);
        Share share = share(flight.lease());
        if (share == null) return;
        share.callCame();
        if (outage.endedBy(flight, reply)) mended();
        boolean probe = outage.isProbe(flight);
        if (probe) {
            outage.probeBack();
            effects.after(PROBE, this::probe);
        }
        switch (probe ? stillOut(reply, next) : next) {
            case RetryPolicy.Next.End end -> commit(share, answers(flight, end));
            case RetryPolicy.Next.Again again -> {
                if (!again.paid()) notPaid(share, flight);
                effects.after(again.pause(), () -> retry(flight));
            }
            case RetryPolicy.Next.Hold hold -> {
                if (outage.begins(hold.reason())) {
                    effects.outage(hold.reason());
                    effects.after(PROBE, this::probe);
                }
                hold(share, flight);
            }
        }
        notifyAll();
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

    private synchronized void retry(Flight flight) {
        Share share = share(flight.lease());
        if (share == null || share.leaving() || draining) return;
        if (outage.on()) {
            outage.park(flight);
        } else {
            again(share, flight);
        }
    }

    private void again(Share share, Flight flight) {
        flight.nextPaidAttempt();
        commit(share, new Work.Start(flight, List.of(started(flight)), true));
    }

    private void hold(Share share, Flight flight) {
        notPaid(share, flight);
        outage.park(flight);
    }

    /** Says so in the ledger too: a restart must not take this attempt for a paid one. */
    private void notPaid(Share share, Flight flight) {
        flight.notPaid();
        commit(share, new Work.Start(flight, List.of(started(flight)), false));
    }

    private synchronized void probe() {
        if (!outage.on() || outage.probing() || draining) return;
        Flight flight = outage.nextProbe();
        Share share = flight == null ? null : share(flight.lease());
        if (flight == null) {
            mended();
        } else if (share != null) {
            again(share, flight);
        }
    }

    private void mended() {
        List<Flight> parked = outage.end();
        effects.outage(null);
        for (Flight flight : parked) {
            Share share = share(flight.lease());
            if (share != null && !share.leaving()) again(share, flight);
        }
        dispatch();
    }

    // Small things.

    private static LedgerEntry started(Flight flight) {
        CallId call = flight.buyer().request().call();
        return new LedgerEntry.Started(call, flight.paidAttempts());
    }

    private void commit(Share share, Work work) {
        share.workBegun();
        effects.commit(work);
    }

    private static Flight flight(Share share, CallId call) {
        Flight flight = share.flights().get(call);
        if (flight == null) throw new IllegalStateException("no such call under way");
        return flight;
    }

    private @Nullable Share share(Lease lease) {
        Share share = shares.get(lease.partition());
        return share != null && share.lease().equals(lease) ? share : null;
    }
}
