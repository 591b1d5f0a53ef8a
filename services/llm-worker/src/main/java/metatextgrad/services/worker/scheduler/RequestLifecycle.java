package metatextgrad.services.worker.scheduler;

import java.util.List;
import metatextgrad.llm.LedgerEntry.RequestParked;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Billing;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.project.BlockReason;
import metatextgrad.services.worker.budgets.Admission;
import metatextgrad.services.worker.ledger.Ledger.Action;
import metatextgrad.services.worker.scheduler.PendingWrite.Answers;
import metatextgrad.services.worker.scheduler.PendingWrite.Ending;
import metatextgrad.services.worker.scheduler.PendingWrite.OffsetCommit;
import metatextgrad.services.worker.scheduler.PendingWrite.Park;
import metatextgrad.services.worker.scheduler.SchedulerEffect.CheckAnswer;
import metatextgrad.services.worker.scheduler.SchedulerEffect.ParkedExpired;
import metatextgrad.services.worker.scheduler.SchedulerEffect.ReadAnswer;
import metatextgrad.services.worker.scheduler.SchedulerEffect.ReadParked;
import metatextgrad.services.worker.scheduler.SchedulerInput.AnswerChecked;
import metatextgrad.services.worker.scheduler.SchedulerInput.AnswerRead;
import metatextgrad.services.worker.scheduler.SchedulerInput.ParkedRead;
import org.jspecify.annotations.Nullable;

/** Handles requests from poll to answer, as the ledger requires. Confined to the scheduler. */
final class RequestLifecycle {
    private static final Failure IN_DOUBT =
            new Failure.Infrastructure(
                    "the call was sent twice, and the worker stopped before recording the answer"
                            + " both times");

    private final SchedulerState state;
    private final CallAttempts attempts;
    private final WaitingCalls waiting;
    private int outstanding;

    RequestLifecycle(SchedulerState state, CallAttempts attempts, WaitingCalls waiting) {
        this.state = state;
        this.attempts = attempts;
        this.waiting = waiting;
    }

    /** Returns whether more requests may be polled. */
    boolean hasRoom() {
        return outstanding < state.slots.room();
    }

    void polled(AssignedPartition partition, long offset, LlmRequest request) {
        outstanding++;
        accept(new Delivery(partition, offset, request, false, state.nanos()));
    }

    /** Accepts the requests that were polled before the ledger was loaded. */
    void loaded(AssignedPartition partition) {
        partition.removeEarly().forEach(this::accept);
    }

    private void accept(Delivery delivery) {
        AssignedPartition partition = delivery.partition();
        if (!partition.hasLedger()) {
            partition.defer(delivery);
        } else if (!parked(delivery) && partition.pending.add(delivery.request().requestId())) {
            state.queue.add(delivery);
        } else {
            outstanding--;
            commitOffset(partition, delivery.offset());
        }
    }

    private static boolean parked(Delivery delivery) {
        return !delivery.recalled()
                && delivery.partition().ledger().parked().contains(delivery.request().requestId());
    }

    /** Commits the offset of a record that needs nothing else. */
    void commitOffset(AssignedPartition partition, long offset) {
        state.write(new OffsetCommit(partition, offset));
    }

    /** Starts as many calls as there are free slots. */
    void dispatch() {
        while (!state.partitions.draining() && state.slots.anyFree()) {
            InFlightCall ready = attempts.nextReady();
            if (ready != null) {
                waiting.resume(ready);
                continue;
            }
            Delivery delivery = state.queue.poll(state.slots::freeFor, this::mayStart);
            if (delivery == null) return;
            if (state.partitions.working(delivery.partition())) actionFor(delivery);
        }
    }

    /** Requests of a cancelled run make no calls, so circuits and rates do not block them. */
    private boolean mayStart(Delivery delivery) {
        if (waiting.blocks(delivery)) return state.admission.cancelled(delivery.request());
        return !(admit(delivery) instanceof Admission.Wait);
    }

    private Admission admit(Delivery delivery) {
        LlmRequest request = delivery.request();
        return state.admission.admit(
                request,
                state.pricing.max(request.model(), delivery.promptTokens()),
                state.today());
    }

    private void actionFor(Delivery delivery) {
        LlmRequest request = delivery.request();
        AssignedPartition partition = delivery.partition();
        if (partition.hasLedger()) {
            boolean running = partition.runs(request.callKey());
            follow(delivery, partition.ledger().actionFor(request, running));
        } else {
            partition.pending.remove(request.requestId());
            partition.defer(delivery);
        }
    }

    private void follow(Delivery delivery, Action action) {
        LlmRequest request = delivery.request();
        switch (action) {
            case Action.MakeCall make -> makeCall(delivery, make);
            case Action.Join join ->
                    delivery.partition().call(request.callKey()).waiting.add(delivery);
            case Action.Copy copy -> lookUp(delivery, new ReadAnswer(delivery, copy.answer()));
            case Action.AlreadyAnswered known ->
                    lookUp(delivery, new CheckAnswer(delivery, known.answer()));
            case Action.GiveUp giveUp -> {
                LlmResponse unknown =
                        LlmResponse.ended(
                                request, Outcome.FAILED, IN_DOUBT, Usage.NONE, Billing.IN_DOUBT);
                attempts.endInDoubt(delivery, unknown, giveUp.attempts());
            }
        }
    }

    private void makeCall(Delivery delivery, Action.MakeCall make) {
        LlmRequest request = delivery.request();
        LlmResponse known = withoutCall(delivery);
        if (known != null) {
            endWithoutCall(delivery, make, known);
            return;
        }
        switch (admit(delivery)) {
            case Admission.Go go -> attempts.makeCall(delivery, make);
            case Admission.Wait wait -> state.queue.addFirst(delivery);
            case Admission.Park park -> park(delivery, park.reason());
            case Admission.Over over ->
                    endWithoutCall(delivery, make, LlmResponse.over(request, over.reason()));
            case Admission.Cancelled cancelled ->
                    endWithoutCall(delivery, make, LlmResponse.cancelled(request));
        }
    }

    /** Returns the answer to a request that needs no call, because its end is known. */
    private @Nullable LlmResponse withoutCall(Delivery delivery) {
        LlmRequest request = delivery.request();
        Failure dead = state.refusals.of(request);
        return dead == null
                ? delivery.partition().timedOut.answer(request)
                : LlmResponse.ended(request, Outcome.FAILED, dead, Usage.NONE, Billing.NONE);
    }

    private void endWithoutCall(Delivery delivery, Action.MakeCall make, LlmResponse answer) {
        int before = make.attempts() - 1;
        if (before > 0) attempts.endInDoubt(delivery, answer, before);
        else end(delivery, answer);
    }

    private void park(Delivery delivery, BlockReason reason) {
        if (delivery.recalled()) answered(delivery);
        else state.write(new Park(delivery, reason));
    }

    /** Reads again the parked requests that may be admitted now. */
    void recall() {
        for (AssignedPartition partition : state.partitions.all()) {
            if (!partition.hasLedger() || state.partitions.stopped(partition)) continue;
            for (RequestParked row : partition.ledger().parked().all()) {
                if (hasRoom() && state.admission.mayAdmit(row.run(), row.project(), state.today()))
                    recall(partition, row);
            }
        }
    }

    private void recall(AssignedPartition partition, RequestParked row) {
        if (partition.expired.contains(row.requestId()) || !partition.pending.add(row.requestId()))
            return;
        outstanding++;
        state.emit(new ReadParked(partition, row));
    }

    /** Returns the number of requests that wait for a budget. */
    int parked() {
        return state.partitions.all().stream()
                .filter(AssignedPartition::hasLedger)
                .mapToInt(partition -> partition.ledger().parked().size())
                .sum();
    }

    /** Returns the bytes that the ledgers take. */
    long ledger() {
        return state.partitions.all().stream()
                .filter(AssignedPartition::hasLedger)
                .mapToLong(partition -> partition.ledger().bytes())
                .sum();
    }

    void recalled(ParkedRead read) {
        AssignedPartition partition = read.partition();
        if (!state.partitions.has(partition)) return;
        RequestParked row = read.row();
        if (read.request() != null) {
            state.queue.add(
                    new Delivery(partition, row.offset(), read.request(), true, state.nanos()));
            return;
        }
        state.emit(new ParkedExpired(row));
        partition.pending.remove(row.requestId());
        partition.expired.add(row.requestId());
        outstanding--;
    }

    private void lookUp(Delivery delivery, SchedulerEffect.LookUp read) {
        state.slots.acquire(delivery.request().project());
        state.emit(read);
    }

    void answerRead(AnswerRead read) {
        Delivery delivery = read.delivery();
        LlmRequest request = delivery.request();
        state.slots.release(request.project());
        AssignedPartition partition = delivery.partition();
        if (!state.partitions.has(partition) || partition.leaving()) return;
        LlmResponse answer = read.answer();
        if (answer != null && answer.callKey().equals(request.callKey())) {
            end(delivery, answer.copyFor(request));
        } else if (partition.hasLedger()) {
            boolean running = partition.runs(request.callKey());
            follow(delivery, partition.ledger().actionForExpired(request, running));
        } else {
            state.queue.addFirst(delivery);
        }
    }

    void answerChecked(AnswerChecked checked) {
        Delivery delivery = checked.delivery();
        LlmRequest request = delivery.request();
        state.slots.release(request.project());
        if (!state.partitions.has(delivery.partition())) return;
        if (checked.expired()) {
            Failure failure = new Failure.Infrastructure("the recorded answer has expired");
            end(
                    delivery,
                    LlmResponse.ended(request, Outcome.EXPIRED, failure, Usage.NONE, Billing.NONE));
        } else {
            answered(delivery);
            commitOffset(delivery.partition(), delivery.offset());
        }
    }

    private void end(Delivery delivery, LlmResponse answer) {
        Ending ending = Ending.unpaid(delivery, answer);
        state.write(new Answers(List.of(ending)));
    }

    /** Removes a request that is answered. */
    void answered(Delivery delivery) {
        if (delivery.partition().pending.remove(delivery.request().requestId())) outstanding--;
    }

    /** Withdraws waiting calls whose run was cancelled. */
    void cancel() {
        waiting.withdraw(call -> state.admission.cancelled(call.payer().request()))
                .forEach(attempts::start);
    }

    void forget(AssignedPartition partition) {
        outstanding -= partition.outstanding();
        waiting.forget(partition);
        forgetStopped();
    }

    /** Drops waiting requests of partitions for which no new calls start. */
    void forgetStopped() {
        state.queue.removeIf(
                delivery ->
                        !state.partitions.has(delivery.partition())
                                || delivery.partition().leaving());
    }
}
