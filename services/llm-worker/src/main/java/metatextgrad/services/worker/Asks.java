package metatextgrad.services.worker;

import java.util.List;
import java.util.concurrent.Executor;
import metatextgrad.llm.AnswerPlace;
import metatextgrad.llm.CallId;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Usage;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.services.worker.Ledger.Meeting;
import org.jspecify.annotations.Nullable;

/** Asks from poll to answer: what each meets in the ledger. Guarded by the desk. */
final class Asks {
    private final Places places;
    private final Shares shares;
    private final Calls calls;
    private final DeskEffects effects;
    private final Executor desk;
    private final Turns turns = new Turns();
    private int outstanding;

    /**
     * @param desk runs what a reader brings under the desk's lock
     */
    Asks(Places places, Shares shares, Calls calls, DeskEffects effects, Executor desk) {
        this.places = places;
        this.shares = shares;
        this.calls = calls;
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
        } else if (share.pending().add(delivery.request().ask())) {
            turns.add(delivery);
        } else {
            outstanding--;
            shares.commit(share, new Work.Pass(share.lease(), delivery.offset()));
        }
    }

    /** As many as there are places free for. */
    void dispatch() {
        while (!shares.draining() && places.anyFree()) {
            Delivery delivery =
                    turns.take(places::freeFor, waiting -> !calls.held(waiting.request()));
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
            case Meeting.Copy copy -> read(delivery, copy.answer());
            case Meeting.Known known -> look(delivery, known.answer());
            case Meeting.GiveUp giveUp -> calls.giveUp(share, delivery, giveUp.attempts());
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
            String reason = "the answer has left the log";
            end(share, delivery, WorkerAnswer.ended(request, Outcome.EXPIRED, reason, Usage.NONE));
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
