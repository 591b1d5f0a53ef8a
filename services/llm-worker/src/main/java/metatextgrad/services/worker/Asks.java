package metatextgrad.services.worker;

import java.util.List;
import java.util.concurrent.Executor;
import metatextgrad.llm.AnswerPlace;
import metatextgrad.llm.CallId;
import metatextgrad.llm.LedgerEntry.AskParked;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Usage;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.BlockReason;
import metatextgrad.model.Failure;
import metatextgrad.services.worker.Ledger.Meeting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks from poll to answer: what each meets in the ledger. Guarded by the desk. */
final class Asks {
    private static final Logger LOG = LoggerFactory.getLogger(Asks.class);

    private final Places places;
    private final Shares shares;
    private final Calls calls;
    private final Gate gate;
    private final DeskEffects effects;
    private final Executor desk;
    private final Turns turns = new Turns();
    private int outstanding;

    /**
     * @param desk runs what a reader brings under the desk's lock
     */
    Asks(Places places, Shares shares, Calls calls, Gate gate, DeskEffects effects, Executor desk) {
        this.places = places;
        this.shares = shares;
        this.calls = calls;
        this.gate = gate;
        this.effects = effects;
        this.desk = desk;
    }

    void polled(Share share, Delivery delivery) {
        outstanding++;
        accept(share, delivery);
    }

    /** Whether more may be polled. */
    boolean hasRoom() {
        return outstanding < places.room();
    }

    /** Takes what was polled before the ledger was there. */
    void loaded(Share share) {
        List<Delivery> held = List.copyOf(share.held());
        share.held().clear();
        held.forEach(delivery -> accept(share, delivery));
    }

    private void accept(Share share, Delivery delivery) {
        if (!share.loaded()) {
            share.held().add(delivery);
        } else if (!parked(share, delivery) && share.pending().add(delivery.request().ask())) {
            turns.add(delivery);
        } else {
            outstanding--;
            shares.commit(share, new Work.Pass(share.lease(), delivery.offset()));
        }
    }

    /** As many as there are places free for. */
    void dispatch() {
        while (!shares.draining() && places.anyFree()) {
            Flight ready = calls.nextReady();
            if (ready != null) {
                again(ready);
                continue;
            }
            Delivery delivery = turns.take(places::freeFor, waiting -> mayGo(waiting.request()));
            if (delivery == null) return;
            Share share = shares.of(delivery.lease());
            if (share != null && !share.leaving()) meet(share, delivery);
        }
    }

    /** What a cancelled run asks is bought no more, so nothing need hold it. */
    private boolean mayGo(WorkerRequest request) {
        if (calls.held(request)) return gate.cancelled(request);
        return !(gate.admit(request) instanceof Admission.Wait);
    }

    /** A call that has waited leaves again, unless its run was cancelled meanwhile. */
    void again(Flight flight) {
        Share share = shares.of(flight.lease());
        if (share == null || shares.stops(share)) return;
        WorkerRequest request = flight.buyer().request();
        if (!gate.cancelled(request)) {
            calls.again(share, flight);
        } else if (calls.cancel(share, flight)) {
            landed(share, request.call());
            end(share, flight.buyer(), WorkerAnswer.cancelled(request));
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
            case Meeting.Buy buy -> buy(share, delivery, buy);
            case Meeting.Join join ->
                    share.flight(delivery.request().call()).waiting().add(delivery);
            case Meeting.Copy copy -> read(delivery, copy.answer());
            case Meeting.Known known -> look(delivery, known.answer());
            case Meeting.GiveUp giveUp -> calls.giveUp(share, delivery, giveUp.attempts());
        }
    }

    private void buy(Share share, Delivery delivery, Meeting.Buy buy) {
        WorkerRequest request = delivery.request();
        switch (gate.admit(request)) {
            case Admission.Go go -> calls.buy(share, delivery, buy);
            case Admission.Wait wait -> turns.addFirst(delivery);
            case Admission.Park park -> park(share, delivery, park.reason());
            case Admission.Over over ->
                    unbought(share, delivery, buy, WorkerAnswer.over(request, over.reason()));
            case Admission.Cancelled cancelled ->
                    unbought(share, delivery, buy, WorkerAnswer.cancelled(request));
        }
    }

    private void unbought(Share share, Delivery delivery, Meeting.Buy buy, WorkerAnswer answer) {
        int before = buy.attempts() - 1;
        if (before > 0) calls.endUnseen(share, delivery, answer, before);
        else end(share, delivery, answer);
    }

    private void park(Share share, Delivery delivery, BlockReason reason) {
        if (delivery.recalled()) {
            answered(share, delivery.request());
        } else {
            shares.commit(share, new Work.Park(delivery, reason));
        }
    }

    private static boolean parked(Share share, Delivery delivery) {
        return !delivery.recalled() && share.ledger().parked().contains(delivery.request().ask());
    }

    /** Looks again at what waits for a budget, as far as it makes sense. */
    void recall() {
        for (Share share : shares.all()) {
            if (!share.loaded() || shares.stops(share)) continue;
            for (AskParked parked : share.ledger().parked().all()) {
                if (hasRoom() && gate.mayRecall(parked.run(), parked.project()))
                    recall(share, parked);
            }
        }
    }

    /** How many asks wait for a budget. */
    int parked() {
        return shares.all().stream()
                .filter(Share::loaded)
                .mapToInt(share -> share.ledger().parked().size())
                .sum();
    }

    private void recall(Share share, AskParked parked) {
        if (share.lost().contains(parked.ask()) || !share.pending().add(parked.ask())) return;
        outstanding++;
        Lease lease = share.lease();
        effects.recall(
                lease.partition(),
                parked.offset(),
                request -> desk.execute(() -> recalled(lease, parked, request)));
    }

    private void recalled(Lease lease, AskParked parked, @Nullable WorkerRequest request) {
        Share share = shares.of(lease);
        if (share == null) return;
        if (request == null) {
            // Its run is older than the log.
            LOG.atWarn().addKeyValue("run", parked.run()).log("a parked ask has left the log");
            share.pending().remove(parked.ask());
            share.lost().add(parked.ask());
            outstanding--;
        } else {
            turns.add(new Delivery(lease, parked.offset(), request, true));
        }
    }

    private void read(Delivery delivery, AnswerPlace place) {
        places.take(delivery.request().project());
        effects.read(place, answer -> desk.execute(() -> copied(delivery, answer)));
    }

    private void copied(Delivery delivery, @Nullable WorkerAnswer answer) {
        places.free(delivery.request().project());
        Share share = shares.of(delivery.lease());
        if (share == null || share.leaving()) return;
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

    private void look(Delivery delivery, AnswerPlace place) {
        places.take(delivery.request().project());
        effects.look(place, gone -> desk.execute(() -> looked(delivery, gone)));
    }

    private void looked(Delivery delivery, boolean gone) {
        places.free(delivery.request().project());
        Share share = shares.of(delivery.lease());
        if (share == null) return;
        WorkerRequest request = delivery.request();
        if (gone) {
            Failure failure = new Failure.Infrastructure("the answer has left the log");
            end(share, delivery, WorkerAnswer.ended(request, Outcome.EXPIRED, failure, Usage.NONE));
        } else {
            answered(share, request);
            shares.commit(share, new Work.Pass(share.lease(), delivery.offset()));
        }
    }

    private void end(Share share, Delivery delivery, WorkerAnswer answer) {
        Work.Ending ending = Work.Ending.unpaid(delivery, answer);
        shares.commit(share, new Work.Answers(List.of(ending)));
    }

    /** Nothing more is to be done for it. */
    void answered(Share share, WorkerRequest request) {
        if (share.pending().remove(request.ask())) outstanding--;
    }

    /** Whoever came too late for a copy, or waited for a call that failed, meets the ledger. */
    void landed(Share share, CallId call) {
        for (Delivery waiting : calls.landed(share, call).reversed()) {
            if (share.pending().contains(waiting.request().ask())) turns.addFirst(waiting);
        }
    }

    void forget(Share share) {
        outstanding -= share.held().size() + share.pending().size();
        forgetStopped();
    }

    void forgetStopped() {
        turns.removeIf(
                delivery -> {
                    Share share = shares.of(delivery.lease());
                    return share == null || share.leaving();
                });
    }
}
