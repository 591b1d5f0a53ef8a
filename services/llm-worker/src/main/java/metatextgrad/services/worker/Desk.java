package metatextgrad.services.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.BudgetSpend;
import metatextgrad.model.Event;
import metatextgrad.model.RunCancelled;
import org.jspecify.annotations.Nullable;

/**
 * The lock in which poll, commit, call, reader and timer threads meet. Knows no Kafka. What becomes
 * of an ask decide {@link Asks} and {@link Calls}.
 */
final class Desk {
    private final WorkerMeters meters;
    private final AdmissionControl gate;
    private final AssignedPartitions shares;
    private final Holds holds;
    private final Calls calls;
    private final Asks asks;
    private boolean abandoned;

    Desk(
            ConcurrencyLimiter places,
            AdmissionControl gate,
            Rates rates,
            RetryPolicy retries,
            DeskEffects effects,
            WorkerMeters meters) {
        this.meters = meters;
        this.gate = gate;
        shares = new AssignedPartitions(effects);
        holds = new Holds(rates, shares, effects, meters, this::locked, this::again, this::rest);
        calls = new Calls(places, shares, gate, retries, effects, meters, holds);
        asks = new Asks(places, shares, calls, gate, effects, this::locked);
    }

    private void again(InFlightCall flight) {
        asks.again(flight);
    }

    private void rest(InFlightCall flight) {
        calls.rest(flight);
    }

    // The poll thread.

    synchronized void assigned(int partition) {
        shares.assigned(partition);
        holds.assigned(shares.all().size());
    }

    /** Takes a polled ask; null for one that could not be read. */
    synchronized void received(int partition, long offset, @Nullable WorkerRequest request) {
        AssignedPartition share = shares.of(partition);
        if (share == null) return;
        share.offsets().polled(offset);
        if (request == null) {
            shares.commit(share, new PendingWrite.Pass(share.lease(), offset));
            return;
        }
        asks.polled(share, new Delivery(share.lease(), offset, request));
        asks.dispatch();
    }

    /** Partitions of which nothing is known yet. */
    synchronized List<Integer> unknown() {
        return shares.all().stream()
                .filter(share -> !share.loaded() && !share.loading())
                .map(share -> share.lease().partition())
                .toList();
    }

    /**
     * Nothing is left to be polled there: what waits for a budget does so in the ledger alone.
     *
     * @param position the offset of the next ask
     */
    synchronized void idle(int partition, long position) {
        AssignedPartition share = shares.of(partition);
        if (share == null) return;
        share.offsets().begin(position);
        share.want();
    }

    /**
     * Partitions whose position is known, by a first record or by its end, and not their ledger.
     */
    synchronized List<PartitionAssignment> toLoad() {
        return shares.startLoading(
                shares.all().stream()
                        .filter(share -> !share.loaded() && !share.loading())
                        .filter(AssignedPartition::wanted)
                        .toList());
    }

    /** Whether this partition may be polled now. */
    synchronized boolean wants(int partition) {
        AssignedPartition share = shares.of(partition);
        return share != null && !shares.stops(share) && !share.loading() && asks.hasRoom();
    }

    /** Begins nothing new for these partitions; those not named go on. */
    synchronized void leave(Collection<Integer> partitions) {
        shares.all().stream()
                .filter(share -> partitions.contains(share.lease().partition()))
                .forEach(AssignedPartition::leave);
        asks.forgetStopped();
    }

    synchronized void release(Collection<Integer> partitions) {
        for (int partition : partitions) {
            AssignedPartition share = shares.remove(partition);
            if (share == null) continue;
            calls.forget(share);
            asks.forget(share);
            gate.budgets().accounts().leave(partition);
        }
        holds.assigned(shares.all().size());
        asks.dispatch();
    }

    // Whoever takes over or closes.

    synchronized void loaded(PartitionAssignment lease, Ledger ledger) {
        AssignedPartition share = shares.of(lease);
        if (share == null) return;
        share.load(ledger);
        gate.budgets().take(lease.partition(), ledger.spends());
        asks.loaded(share);
        asks.dispatch();
    }

    synchronized List<Integer> partitions() {
        return shares.partitions();
    }

    /** Begins nothing new. */
    synchronized void drain() {
        shares.drain();
    }

    /** Waits for nothing any more. */
    synchronized void abandon() {
        shares.drain();
        abandoned = true;
        notifyAll();
    }

    /** Waits until no call of these partitions is out and all that is done is committed. */
    synchronized boolean awaitQuiet(Collection<Integer> partitions, Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (!shares.quiet(partitions)) {
            long left = until - System.nanoTime();
            if (left <= 0 || abandoned) return false;
            try {
                wait(Math.max(1, Duration.ofNanos(left).toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    // The commit thread.

    /** Part of one transaction. */
    record Admitted(
            List<PendingWrite> now,
            List<PendingWrite> later,
            Map<Integer, Long> offsets,
            List<Event> words) {}

    /** What may be committed of this work: the rest has lost its partition, or waits for it. */
    synchronized Admitted admit(Collection<PendingWrite> works) {
        List<PendingWrite> now = new ArrayList<>();
        List<PendingWrite> later = new ArrayList<>();
        Map<Integer, Long> offsets = new TreeMap<>();
        SpendRecorder words = new SpendRecorder(gate);
        for (PendingWrite work : works) {
            AssignedPartition share = shares.of(work.lease());
            if (share == null) continue;
            if (!share.loaded()) {
                later.add(work);
                continue;
            }
            PendingWrite left = admit(share, work);
            if (left != null) {
                now.add(left);
                words.of(share, left);
            }
            offsets.put(work.lease().partition(), share.offsets().next());
        }
        asks.dispatch();
        notifyAll();
        return new Admitted(now, later, offsets, words.all());
    }

    private @Nullable PendingWrite admit(AssignedPartition share, PendingWrite work) {
        return switch (work) {
            case PendingWrite.Start start -> start;
            case PendingWrite.Pass pass -> {
                share.offsets().finished(pass.offset());
                yield pass;
            }
            case PendingWrite.Park park -> {
                share.offsets().finished(park.delivery().offset());
                yield park;
            }
            case PendingWrite.Answers answers -> {
                answers.endings().stream()
                        .map(PendingWrite.Ending::delivery)
                        .filter(delivery -> !delivery.recalled())
                        .forEach(delivery -> share.offsets().finished(delivery.offset()));
                yield unwritten(share, answers);
            }
        };
    }

    /** A transaction whose end nobody saw may have written answers: never twice. */
    private @Nullable PendingWrite unwritten(
            AssignedPartition share, PendingWrite.Answers answers) {
        List<PendingWrite.Ending> written = new ArrayList<>();
        List<PendingWrite.Ending> left = new ArrayList<>();
        for (PendingWrite.Ending ending : answers.endings()) {
            WorkerAnswer answer = ending.answer();
            boolean stands = share.ledger().ended(answer.call(), answer.ask(), answer.outcome());
            (stands ? written : left).add(ending);
        }
        ended(share, written);
        if (left.isEmpty()) share.workEnded();
        return left.isEmpty() ? null : new PendingWrite.Answers(left);
    }

    /** The ledgers must be read again: the end of a transaction is not known. */
    synchronized List<PartitionAssignment> reload() {
        return shares.startLoading(
                shares.all().stream().filter(AssignedPartition::loaded).toList());
    }

    synchronized void committed(PendingWrite work, List<LedgerEntry> entries) {
        AssignedPartition share = shares.of(work.lease());
        if (share == null) return;
        share.workEnded();
        if (share.loaded()) entries.forEach(share.ledger()::apply);
        switch (work) {
            case PendingWrite.Start start -> {
                if (start.leaves()) calls.leave(share, start.flight());
            }
            case PendingWrite.Answers answers -> ended(share, answers.endings());
            case PendingWrite.Park park -> asks.answered(share, park.delivery().request());
            case PendingWrite.Pass pass -> {}
        }
        asks.dispatch();
        notifyAll();
    }

    private void ended(AssignedPartition share, List<PendingWrite.Ending> endings) {
        for (PendingWrite.Ending ending : endings) {
            asks.answered(share, ending.delivery().request());
            meters.answered(ending.answer());
        }
        for (PendingWrite.Ending ending : endings) {
            if (ending.endsCall()) landed(share, ending);
            if (ending.endsCall() && ending.unseen()) meters.leftInDoubt();
        }
    }

    private void landed(AssignedPartition share, PendingWrite.Ending ending) {
        WorkerRequest request = ending.delivery().request();
        InFlightCall flight = share.flights().get(request.call());
        if (flight != null) meters.paid(request, gate.pricing().taken(ending, flight).micros());
        asks.landed(share, request.call());
    }

    /** What a transaction said beside its works stands. */
    synchronized void committed(List<Event> words) {
        for (Event word : words) {
            if (word instanceof BudgetSpend row) gate.budgets().accounts().committed(row);
        }
    }

    // The thread that hears what people say.

    /**
     * @param all whether that is all that was said until now
     */
    synchronized void heard(Collection<Event> events, boolean all) {
        events.forEach(gate::heard);
        if (all) gate.open();
        if (events.stream().anyMatch(RunCancelled.class::isInstance))
            calls.withdraw(flight -> gate.cancelled(flight.buyer().request())).forEach(asks::again);
        asks.recall();
        meters.budgets(gate.budgets().fullest(), asks.parked());
        asks.dispatch();
    }

    // Call threads, the timer and the reader of answers.

    /** One attempt has ended. */
    synchronized void replied(InFlightCall flight, ReplyWithLimits reply, Duration took) {
        calls.replied(flight, reply, took);
        asks.dispatch();
        notifyAll();
    }

    private synchronized void locked(Runnable task) {
        task.run();
        asks.dispatch();
    }
}
