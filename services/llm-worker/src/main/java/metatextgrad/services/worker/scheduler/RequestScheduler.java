package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.project.Prices;
import metatextgrad.services.worker.budgets.Budgets;
import metatextgrad.services.worker.rates.RateLimits;
import metatextgrad.services.worker.scheduler.AssignedPartition.State;
import metatextgrad.services.worker.scheduler.SchedulerEffect.BudgetUse;
import metatextgrad.services.worker.scheduler.SchedulerEffect.LoadLedger;
import metatextgrad.services.worker.scheduler.SchedulerInput.AnswerChecked;
import metatextgrad.services.worker.scheduler.SchedulerInput.AnswerRead;
import metatextgrad.services.worker.scheduler.SchedulerInput.CallFinished;
import metatextgrad.services.worker.scheduler.SchedulerInput.CommitStarting;
import metatextgrad.services.worker.scheduler.SchedulerInput.CommitUnknown;
import metatextgrad.services.worker.scheduler.SchedulerInput.Committed;
import metatextgrad.services.worker.scheduler.SchedulerInput.ControlRead;
import metatextgrad.services.worker.scheduler.SchedulerInput.DrainStarted;
import metatextgrad.services.worker.scheduler.SchedulerInput.LedgerLoaded;
import metatextgrad.services.worker.scheduler.SchedulerInput.MalformedPolled;
import metatextgrad.services.worker.scheduler.SchedulerInput.ParkedRead;
import metatextgrad.services.worker.scheduler.SchedulerInput.PartitionAssigned;
import metatextgrad.services.worker.scheduler.SchedulerInput.PartitionIdle;
import metatextgrad.services.worker.scheduler.SchedulerInput.PartitionsReleased;
import metatextgrad.services.worker.scheduler.SchedulerInput.PartitionsRevoking;
import metatextgrad.services.worker.scheduler.SchedulerInput.PauseCheckDue;
import metatextgrad.services.worker.scheduler.SchedulerInput.ProbeDue;
import metatextgrad.services.worker.scheduler.SchedulerInput.RateDue;
import metatextgrad.services.worker.scheduler.SchedulerInput.RequestPolled;
import metatextgrad.services.worker.scheduler.SchedulerInput.RetryDue;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the worker does: which requests make a call, when calls are sent, what transactions
 * write, and how long calls wait for a budget, the rate or a circuit (RELIABILITY §§2, 3). It uses
 * no clock, thread, network or randomness: the same inputs at the same times give the same effects.
 * Not thread-safe; see {@link SchedulerLock}.
 */
public final class RequestScheduler {
    private final SchedulerState state;
    private final WaitingCalls waiting;
    private final CallAttempts attempts;
    private final CallResults results;
    private final RequestLifecycle requests;
    private final Transactions transactions;

    public RequestScheduler(
            ConcurrencyLimiter slots, RateLimits limits, Prices prices, RetryPolicy retries) {
        state = new SchedulerState(slots, limits, prices);
        attempts = new CallAttempts(state);
        waiting = new WaitingCalls(state, attempts);
        results = new CallResults(state, attempts, waiting, retries);
        requests = new RequestLifecycle(state, attempts, waiting);
        transactions = new Transactions(state, attempts, requests);
    }

    /** Handles one input and returns the effects to execute, in order. */
    public List<SchedulerEffect> decide(SchedulerInput input, SchedulerTime now) {
        state.begin(now);
        handle(input);
        requests.dispatch();
        state.models.forgetUncalled();
        state.status.forgetUncalled();
        return state.effects();
    }

    private void handle(SchedulerInput input) {
        switch (input) {
            case PartitionAssigned assigned -> assign(assigned.partition());
            case RequestPolled polled ->
                    polled(polled.partition(), polled.offset(), polled.request());
            case MalformedPolled polled -> polled(polled.partition(), polled.offset(), null);
            case PartitionIdle idle -> idle(idle.partition(), idle.position());
            case PartitionsRevoking revoking -> revoking(revoking.partitions());
            case PartitionsReleased released -> release(released.partitions());
            case DrainStarted drain -> state.partitions.drain();
            case LedgerLoaded loaded -> loaded(loaded);
            case CommitStarting starting -> transactions.plan(starting.writes());
            case Committed committed -> transactions.committed(committed);
            case CommitUnknown unknown -> transactions.unknown();
            case ControlRead read -> read(read.events(), read.caughtUp());
            case CallFinished finished -> results.finished(finished);
            case AnswerRead read -> requests.answerRead(read);
            case AnswerChecked checked -> requests.answerChecked(checked);
            case ParkedRead read -> requests.recalled(read);
            case RateDue due -> waiting.rateDue(due.model());
            case ProbeDue due -> waiting.probe(state.circuits.of(due.kind(), due.model()));
            case RetryDue due -> waiting.resume(due.call());
            case PauseCheckDue due -> waiting.resume(due.call());
        }
    }

    // Queries.

    /** Returns whether this partition may be polled now. */
    public boolean polls(int partition) {
        AssignedPartition of = state.partitions.of(partition);
        return of != null
                && !state.partitions.stopped(of)
                && !(of.state() instanceof State.Loading)
                && requests.hasRoom();
    }

    /** Returns the partitions whose position is not known yet. */
    public List<Integer> unloaded() {
        return state.partitions.all().stream()
                .filter(of -> of.state() instanceof State.Unloaded)
                .map(of -> of.number())
                .toList();
    }

    public List<Integer> partitions() {
        return state.partitions.all().stream().map(of -> of.number()).toList();
    }

    /** Returns whether these partitions have no attempt in flight and no write to commit. */
    public boolean quiet(Collection<Integer> partitions) {
        return partitions.stream()
                .map(state.partitions::of)
                .allMatch(of -> of == null || of.quiet());
    }

    // Partitions.

    private void assign(int partition) {
        state.partitions.assign(partition);
        partitionsChanged();
    }

    private void partitionsChanged() {
        state.rates.assigned(state.partitions.all().size(), state.nanos());
    }

    private void polled(int partition, long offset, @Nullable LlmRequest request) {
        AssignedPartition of = state.partitions.of(partition);
        if (of == null) return;
        of.offsets.polled(offset);
        if (request == null) requests.commitOffset(of, offset);
        else requests.polled(of, offset, request);
        loadFirst(of);
    }

    /** Loads the ledger: requests that wait for a budget may be recorded there alone. */
    private void idle(int partition, long position) {
        AssignedPartition of = state.partitions.of(partition);
        if (of == null) return;
        of.offsets.begin(position);
        loadFirst(of);
    }

    /** Loads the ledger once the position is known, from the first record or the end. */
    private void loadFirst(AssignedPartition partition) {
        if (!(partition.state() instanceof State.Unloaded)) return;
        partition.load();
        state.emit(new LoadLedger(partition.assignment()));
    }

    private void loaded(LedgerLoaded loaded) {
        AssignedPartition of = state.partitions.of(loaded.assignment().partition());
        if (of == null || !of.assignment().equals(loaded.assignment())) return;
        of.loaded(loaded.ledger(), state.wall().toEpochMilli());
        int number = loaded.assignment().partition();
        state.accounts().assign(number, loaded.ledger().spends(), state.today());
        requests.loaded(of);
        state.models.assigned();
    }

    private void revoking(Collection<Integer> partitions) {
        for (int partition : partitions) {
            AssignedPartition of = state.partitions.of(partition);
            if (of != null) of.leave();
        }
        requests.forgetStopped();
    }

    private void release(Collection<Integer> partitions) {
        for (int partition : partitions) {
            AssignedPartition of = state.partitions.remove(partition);
            if (of == null) continue;
            requests.forget(of);
            state.accounts().revoke(partition);
        }
        partitionsChanged();
        state.models.assigned();
    }

    // Control topics.

    private void read(Collection<Event> events, boolean caughtUp) {
        for (Event event : events) {
            if (event instanceof ModelState row) state.models.read(row);
            else state.admission.apply(event);
        }
        if (caughtUp) {
            state.admission.open();
            state.models.open();
        }
        if (events.stream().anyMatch(RunCancelled.class::isInstance)) requests.cancel();
        requests.recall();
        Budgets budgets = state.budgets();
        state.emit(
                new BudgetUse(
                        budgets.used(state.today(), state.partitions.blockedProjects()),
                        requests.parked(),
                        budgets.days(state.today()),
                        oldest(),
                        requests.ledger()));
    }

    private Duration oldest() {
        Duration queued = state.queue.oldest(state.nanos());
        Duration parked = state.partitions.oldestParked(state.nanos());
        return queued.compareTo(parked) > 0 ? queued : parked;
    }
}
