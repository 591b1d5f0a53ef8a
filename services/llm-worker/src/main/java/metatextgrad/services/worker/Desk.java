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
 * Decides what becomes of each ask. Knows neither Kafka nor threads: poll, commit, call and timer
 * threads meet in its lock.
 */
final class Desk {
    private final int cap;
    private final DeskEffects effects;
    private final WorkerMeters meters;
    private final Shares shares;
    private final Calls calls;
    private final Turns turns = new Turns();
    private int lookups;
    private int outstanding;
    private boolean abandoned;

    Desk(int cap, RetryPolicy retries, DeskEffects effects, WorkerMeters meters) {
        this.cap = cap;
        this.effects = effects;
        this.meters = meters;
        shares = new Shares(effects);
        calls = new Calls(shares, retries, effects, meters, this::locked);
    }

    // The poll thread.

    synchronized void assigned(int partition) {
        shares.assigned(partition);
    }

    /** Takes a polled ask; null for one that could not be read. */
    synchronized void received(int partition, long offset, @Nullable WorkerRequest request) {
        Share share = shares.of(partition);
        if (share == null) return;
        share.offsets().polled(offset);
        if (request == null) {
            shares.commit(share, new Work.Pass(share.lease(), offset));
            return;
        }
        outstanding++;
        accept(share, new Delivery(share.lease(), offset, request));
        dispatch();
    }

    /** Partitions whose first record was polled and whose ledger is wanted now. */
    synchronized List<Lease> toLoad() {
        return shares.startLoading(
                shares.all().stream()
                        .filter(share -> !share.loaded() && !share.loading())
                        .filter(share -> !share.held().isEmpty() || !share.quiet())
                        .toList());
    }

    /** Whether this partition may be polled now. */
    synchronized boolean wants(int partition) {
        Share share = shares.of(partition);
        return share != null && !shares.stops(share) && !share.loading() && outstanding < 2 * cap;
    }

    /** Begins nothing new for these partitions; those not named go on. */
    synchronized void leave(Collection<Integer> partitions) {
        shares.all().stream()
                .filter(share -> partitions.contains(share.lease().partition()))
                .forEach(Share::leave);
        forgetStopped();
    }

    synchronized void release(Collection<Integer> partitions) {
        for (int partition : partitions) {
            Share share = shares.remove(partition);
            if (share == null) continue;
            outstanding -= share.held().size() + share.pending().size();
            calls.forget(share);
        }
        forgetStopped();
        dispatch();
    }

    private void forgetStopped() {
        turns.removeIf(
                delivery -> {
                    Share share = shares.of(delivery.lease());
                    return share == null || share.leaving();
                });
    }

    // Whoever takes over or closes.

    synchronized void loaded(Lease lease, Ledger ledger) {
        Share share = shares.of(lease);
        if (share == null) return;
        share.load(ledger);
        List<Delivery> held = List.copyOf(share.held());
        share.held().clear();
        held.forEach(delivery -> accept(share, delivery));
        dispatch();
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
    record Admitted(List<Work> now, List<Work> later, Map<Integer, Long> offsets) {}

    /** What may be committed of this work: the rest has lost its partition, or waits for it. */
    synchronized Admitted admit(Collection<Work> works) {
        List<Work> now = new ArrayList<>();
        List<Work> later = new ArrayList<>();
        Map<Integer, Long> offsets = new TreeMap<>();
        for (Work work : works) {
            Share share = shares.of(work.lease());
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
        return shares.startLoading(shares.all().stream().filter(Share::loaded).toList());
    }

    synchronized void committed(Work work, List<LedgerEntry> entries) {
        Share share = shares.of(work.lease());
        if (share == null) return;
        share.workEnded();
        if (share.loaded()) entries.forEach(share.ledger()::apply);
        switch (work) {
            case Work.Start start -> {
                if (start.leaves()) calls.leave(share, start.flight());
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
        for (Delivery waiting : calls.landed(share, call).reversed()) {
            if (share.pending().contains(waiting.request().ask())) turns.addFirst(waiting);
        }
    }

    // Call threads and the timer.

    /** One attempt has ended. */
    synchronized void replied(Flight flight, Reply reply, Duration took) {
        calls.replied(flight, reply, took);
        dispatch();
        notifyAll();
    }

    private synchronized void locked(Runnable task) {
        task.run();
        dispatch();
    }

    // Asks.

    private void accept(Share share, Delivery delivery) {
        if (!share.loaded()) {
            share.held().add(delivery);
        } else if (share.pending().add(delivery.request().ask())) {
            turns.add(delivery);
        } else {
            outstanding--;
            shares.commit(share, new Work.Pass(share.lease(), delivery.offset()));
        }
    }

    private void dispatch() {
        while (!calls.held() && !shares.draining() && calls.flying() + lookups < cap) {
            Delivery delivery = turns.take();
            if (delivery == null) return;
            Share share = shares.of(delivery.lease());
            if (share != null) meet(share, delivery);
        }
    }

    private void meet(Share share, Delivery delivery) {
        WorkerRequest request = delivery.request();
        if (share.loaded()) {
            boolean running = share.flights().containsKey(request.call());
            follow(share, delivery, share.ledger().meet(request, running));
        } else {
            share.pending().remove(request.ask());
            share.held().add(delivery);
        }
    }

    private void follow(Share share, Delivery delivery, Meeting meeting) {
        switch (meeting) {
            case Meeting.Buy buy -> calls.buy(share, delivery, buy);
            case Meeting.Join join ->
                    share.flight(delivery.request().call()).waiting().add(delivery);
            case Meeting.Copy copy -> {
                lookups++;
                effects.read(copy.answer(), answer -> copied(delivery, answer));
            }
            case Meeting.Known known -> {
                lookups++;
                effects.look(known.answer(), gone -> looked(delivery, gone));
            }
            case Meeting.GiveUp giveUp -> calls.giveUp(share, delivery);
        }
    }

    private synchronized void copied(Delivery delivery, @Nullable WorkerAnswer answer) {
        lookups--;
        Share share = shares.of(delivery.lease());
        if (share != null && !share.leaving()) copied(share, delivery, answer);
        dispatch();
    }

    private void copied(Share share, Delivery delivery, @Nullable WorkerAnswer answer) {
        WorkerRequest request = delivery.request();
        if (answer != null && answer.call().equals(request.call())) {
            end(share, delivery, answer.copyFor(request));
        } else if (share.loaded()) {
            boolean running = share.flights().containsKey(request.call());
            follow(share, delivery, share.ledger().meetExpired(request, running));
        } else {
            turns.addFirst(delivery);
        }
    }

    private synchronized void looked(Delivery delivery, boolean gone) {
        lookups--;
        Share share = shares.of(delivery.lease());
        if (share != null && gone) {
            String reason = "the answer has left the log";
            end(
                    share,
                    delivery,
                    WorkerAnswer.ended(delivery.request(), Outcome.EXPIRED, reason, Usage.NONE));
        } else if (share != null) {
            forget(share, delivery.request());
            shares.commit(share, new Work.Pass(share.lease(), delivery.offset()));
        }
        dispatch();
    }

    private void end(Share share, Delivery delivery, WorkerAnswer answer) {
        Work.Ending ending = new Work.Ending(delivery, answer, false);
        shares.commit(share, new Work.Answers(List.of(ending)));
    }

    private void forget(Share share, WorkerRequest request) {
        if (share.pending().remove(request.ask())) outstanding--;
    }
}
