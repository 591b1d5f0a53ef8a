package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.project.Spend;
import metatextgrad.services.worker.ledger.Ledger;
import metatextgrad.services.worker.scheduler.PendingWrite.Answers;
import metatextgrad.services.worker.scheduler.PendingWrite.Ending;
import metatextgrad.services.worker.scheduler.PendingWrite.Start;
import metatextgrad.services.worker.scheduler.SchedulerEffect.StartCall;
import metatextgrad.services.worker.scheduler.SchedulerInput.PauseCheckDue;
import org.jspecify.annotations.Nullable;

/**
 * Starts the attempts of calls. An attempt is sent only after the commit of its STARTED row.
 * Confined to the scheduler.
 */
final class CallAttempts {
    /** How often a call that is retried checks whether its project is still paused. */
    private static final Duration PAUSE_CHECK = Duration.ofSeconds(1);

    private final SchedulerState state;
    private final Deque<InFlightCall> ready = new ArrayDeque<>();

    CallAttempts(SchedulerState state) {
        this.state = state;
    }

    /** Starts the first attempt of a call in this assignment. */
    void makeCall(Delivery delivery, Ledger.Action.MakeCall action) {
        Spend max = state.pricing.max(delivery.request().model(), delivery.promptTokens());
        InFlightCall call = begin(delivery, action.attempts() - 1, action.attempts(), max);
        List<LedgerEntry> rows = new ArrayList<>();
        if (action.hidden() != null) rows.add(action.hidden());
        attempt(call, rows);
    }

    /** Ends a call of an earlier worker, whose answers can no longer be received. */
    void endInDoubt(Delivery delivery, LlmResponse answer, int attempts) {
        begin(delivery, attempts, 0, Spend.NONE);
        end(new Ending(delivery, answer, attempts, true, 0));
    }

    private InFlightCall begin(Delivery payer, int counted, int attempts, Spend max) {
        List<String> accounts = state.budgets().of(payer.request());
        InFlightCall call = new InFlightCall(payer, counted, attempts, max, accounts);
        call.partition().calls.put(call.id(), call);
        int number = call.partition().number();
        accounts.forEach(account -> state.accounts().reserve(number, account, max));
        state.slots.acquire(call.project());
        return call;
    }

    /** Starts another attempt as soon as its project is not paused and a slot is free. */
    void start(InFlightCall call) {
        if (!state.partitions.working(call.partition())) return;
        if (state.admission.cancelled(call.payer().request())) {
            cancel(call);
        } else if (state.admission.paused(call.project())) {
            state.setTimer(PAUSE_CHECK, new PauseCheckDue(call));
        } else if (acquireSlot(call)) {
            call.nextPaidAttempt();
            attempt(call, new ArrayList<>());
        } else {
            ready.addLast(call);
        }
    }

    private boolean acquireSlot(InFlightCall call) {
        if (call.hasSlot()) return true;
        if (!state.slots.anyFree() || !state.slots.freeFor(call.project())) return false;
        state.slots.acquire(call.project());
        call.hasSlot(true);
        return true;
    }

    private void attempt(InFlightCall call, List<LedgerEntry> rows) {
        state.rates.consume(call.model(), call.payer().maxTokens(), state.nanos());
        CircuitBreaker open = state.circuits.blocking(call.model());
        if (open != null && state.circuits.probedBy(call) == null && open.admits(call.project()))
            open.admitExtra(call);
        rows.add(call.started());
        state.write(new Start(call, rows, true));
    }

    /** Ends a call whose run was cancelled. Attempts that may have been billed are counted. */
    private void cancel(InFlightCall call) {
        CircuitBreaker probed = state.circuits.probedBy(call);
        if (probed != null && probed.probeFailed(call))
            state.setTimer(Duration.ZERO, probed.probeDue());
        LlmRequest request = call.payer().request();
        LlmResponse cancelled = LlmResponse.cancelled(request);
        int attempts = call.paidAttempts();
        if (attempts == 0) done(call);
        end(new Ending(call.payer(), cancelled, attempts, attempts > 0, call.timeouts()));
    }

    private void end(Ending ending) {
        state.write(new Answers(List.of(ending)));
    }

    /** Removes and returns a call that waits only for a slot, if its project may have one. */
    @Nullable InFlightCall nextReady() {
        for (InFlightCall call : ready) {
            if (!state.slots.freeFor(call.project())) continue;
            ready.remove(call);
            return call;
        }
        return null;
    }

    Deque<InFlightCall> ready() {
        return ready;
    }

    /** Sends the attempt whose STARTED row is committed. */
    void committed(InFlightCall call) {
        if (state.partitions.stopped(call.partition())) {
            revertStarted(call);
            return;
        }
        call.partition().workStarted();
        call.sentAt(state.served.event());
        state.emit(new StartCall(call, call.send()));
    }

    /** Reverts its STARTED row. Otherwise a restart would count the attempt as billed. */
    void revertStarted(InFlightCall call) {
        call.attemptNotBilled();
        List<LedgerEntry> rows = List.of(call.started());
        state.write(new Start(call, rows, false));
    }

    void releaseSlot(InFlightCall call) {
        if (!call.hasSlot()) return;
        call.hasSlot(false);
        state.slots.release(call.project());
    }

    /**
     * Removes a call that has ended. Requests that it did not answer are queued again: they arrived
     * too late for a copy, or the call failed.
     */
    void done(InFlightCall call) {
        AssignedPartition partition = call.partition();
        partition.calls.remove(call.id());
        releaseSlot(call);
        int number = partition.number();
        call.accounts.forEach(account -> state.accounts().free(number, account, call.reserved));
        for (Delivery waiting : call.waiting.reversed())
            if (partition.pending.contains(waiting.request().requestId()))
                state.queue.addFirst(waiting);
    }

    void forget(AssignedPartition partition) {
        partition.calls.values().forEach(this::releaseSlot);
        ready.removeIf(call -> call.partition() == partition);
    }
}
