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
 * Starts the attempts of calls. An attempt leaves only after the commit of its STARTED row.
 * Confined to the scheduler.
 */
final class CallAttempts {
    /** How often a call that is tried again looks whether a pause of its project is over. */
    private static final Duration PAUSE_CHECK = Duration.ofSeconds(1);

    private final SchedulerState state;
    private final Deque<InFlightCall> ready = new ArrayDeque<>();

    CallAttempts(SchedulerState state) {
        this.state = state;
    }

    /** The first attempt of a call in this assignment. */
    void buy(Delivery delivery, Ledger.Action.MakeCall buy) {
        Spend max = state.pricing.max(delivery.request().model(), delivery.promptTokens());
        InFlightCall call = begin(delivery, buy.attempts() - 1, buy.attempts(), max);
        List<LedgerEntry> rows = new ArrayList<>();
        if (buy.hidden() != null) rows.add(buy.hidden());
        attempt(call, rows);
    }

    /** Ends a call that an earlier worker made: its answers can no longer be received. */
    void endUnseen(Delivery delivery, LlmResponse answer, int attempts) {
        begin(delivery, attempts, 0, Spend.NONE);
        end(new Ending(delivery, answer, attempts, true));
    }

    private InFlightCall begin(Delivery payer, int counted, int attempts, Spend max) {
        List<String> accounts = state.budgets().of(payer.request());
        InFlightCall call = new InFlightCall(payer, counted, attempts, max, accounts);
        call.partition().calls.put(call.id(), call);
        int number = call.partition().number();
        accounts.forEach(account -> state.accounts().reserve(number, account, max));
        state.slots.take(call.project());
        return call;
    }

    /** Starts another attempt, as soon as its project is not paused and there is a slot. */
    void start(InFlightCall call) {
        if (!state.partitions.working(call.partition())) return;
        if (state.admission.cancelled(call.payer().request())) {
            cancel(call);
        } else if (state.admission.paused(call.project())) {
            state.wake(PAUSE_CHECK, new PauseCheckDue(call));
        } else if (takeSlot(call)) {
            call.nextPaidAttempt();
            attempt(call, new ArrayList<>());
        } else {
            ready.addLast(call);
        }
    }

    private boolean takeSlot(InFlightCall call) {
        if (call.hasSlot()) return true;
        if (!state.slots.anyFree() || !state.slots.freeFor(call.project())) return false;
        state.slots.take(call.project());
        call.hasSlot(true);
        return true;
    }

    private void attempt(InFlightCall call, List<LedgerEntry> rows) {
        state.rates.take(call.model(), call.payer().maxTokens(), state.nanos());
        CircuitBreaker open = state.circuits.blocking(call.model());
        if (open != null && state.circuits.probedBy(call) == null && open.admits(call.project()))
            open.admitExtra(call);
        rows.add(call.started());
        state.write(new Start(call, rows, true));
    }

    /** Its run was cancelled while it waited: an attempt that may be billed is counted. */
    private void cancel(InFlightCall call) {
        CircuitBreaker probed = state.circuits.probedBy(call);
        if (probed != null && probed.probeFailed(call))
            state.wake(Duration.ZERO, probed.probeDue());
        LlmRequest request = call.payer().request();
        LlmResponse cancelled = LlmResponse.cancelled(request);
        int attempts = call.paidAttempts();
        if (attempts == 0) done(call);
        end(new Ending(call.payer(), cancelled, attempts, attempts > 0));
    }

    private void end(Ending ending) {
        state.write(new Answers(List.of(ending)));
    }

    /** Removes a call that waits for nothing but a slot, if its project may have one now. */
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

    /** The STARTED row of its attempt is committed. */
    void committed(InFlightCall call) {
        if (state.partitions.stopped(call.partition())) {
            costNothing(call);
            return;
        }
        call.partition().workStarted();
        state.emit(new StartCall(call, call.leave()));
    }

    /** Takes its STARTED row back, else a restart would count the attempt as billed. */
    void costNothing(InFlightCall call) {
        call.costNothing();
        List<LedgerEntry> rows = List.of(call.started());
        state.write(new Start(call, rows, false));
    }

    void releaseSlot(InFlightCall call) {
        if (!call.hasSlot()) return;
        call.hasSlot(false);
        state.slots.free(call.project());
    }

    /**
     * The call has ended. Requests that it did not answer look into the ledger again: they came too
     * late for a copy, or it failed.
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
