package metatextgrad.services.worker.scheduler;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.RunId;
import metatextgrad.services.worker.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/** One partition from assignment to release. Confined to the scheduler. */
public final class AssignedPartition {
    /** Lifecycle state of a partition. */
    sealed interface State {
        /** Nothing was polled yet. */
        record Unloaded() implements State {}

        /** Its ledger is being read. Polled requests wait for it. */
        record Loading() implements State {}

        /** The worker answers its requests. */
        record Active(Ledger ledger) implements State {}

        /**
         * No new calls start. Results of calls in flight are still committed.
         *
         * @param ledger null while it is being read
         */
        record Leaving(@Nullable Ledger ledger) implements State {}
    }

    private final PartitionAssignment assignment;
    final OffsetPrefix offsets = new OffsetPrefix();

    /** Calls from their first STARTED row to their DONE row. */
    final Map<CallKey, InFlightCall> calls = new HashMap<>();

    /** Requests that the worker will answer during this assignment. */
    final Set<RequestId> pending = new HashSet<>();

    /** Parked requests that have expired from the log; the worker does not read them again. */
    final Set<RequestId> expired = new HashSet<>();

    /** Deterministic calls that the worker does not send again. */
    final TimedOutCalls timedOut = new TimedOutCalls();

    /** The committed counts of this session. */
    private final Map<RunId, RunCalls> calledBy = new HashMap<>();

    private long session;
    private List<Delivery> early = new ArrayList<>();
    private State state = new State.Unloaded();
    private int work;

    public AssignedPartition(PartitionAssignment assignment) {
        this.assignment = assignment;
    }

    PartitionAssignment assignment() {
        return assignment;
    }

    public int number() {
        return assignment.partition();
    }

    /** Returns whether the call is between STARTED and DONE in this worker. */
    boolean runs(CallKey call) {
        return calls.containsKey(call);
    }

    InFlightCall call(CallKey call) {
        return requireNonNull(calls.get(call), "no such call in flight");
    }

    /** Adds a request that was polled before the ledger was loaded. */
    void defer(Delivery delivery) {
        early.add(delivery);
    }

    /** Removes and returns the requests that were polled before the ledger was loaded. */
    List<Delivery> removeEarly() {
        List<Delivery> removed = early;
        early = new ArrayList<>();
        return removed;
    }

    /** Returns the number of requests that are polled and not answered. */
    int outstanding() {
        return early.size() + pending.size();
    }

    State state() {
        return state;
    }

    /** The ledger is being read, perhaps again. */
    void load() {
        state = leaving() ? new State.Leaving(null) : new State.Loading();
    }

    /**
     * The ledger was read. A session begins: after a transaction of unknown result, counts that may
     * be in the log are not written again.
     *
     * @param millis the time, since 1970
     */
    void loaded(Ledger read, long millis) {
        session = Math.max(session + 1, millis);
        calledBy.clear();
        state = leaving() ? new State.Leaving(read) : new State.Active(read);
    }

    void leave() {
        state = new State.Leaving(loadedLedger());
    }

    boolean leaving() {
        return state instanceof State.Leaving;
    }

    boolean hasLedger() {
        return loadedLedger() != null;
    }

    Ledger ledger() {
        return requireNonNull(loadedLedger(), "the ledger is not loaded");
    }

    private @Nullable Ledger loadedLedger() {
        return switch (state) {
            case State.Unloaded unloaded -> null;
            case State.Loading loading -> null;
            case State.Active active -> active.ledger();
            case State.Leaving leaving -> leaving.ledger();
        };
    }

    /** Returns the committed counts of a run in this session. */
    RunCalls calledBy(RunId run) {
        return calledBy.getOrDefault(run, new RunCalls(run, number(), session, List.of(), 0, 0));
    }

    void committed(RunCalls row) {
        if (row.session() == session) calledBy.put(row.run(), row);
    }

    /** An attempt is sent, or a write waits for its commit. */
    void workStarted() {
        work++;
    }

    void workEnded() {
        work--;
    }

    /** Returns whether no attempt is in flight and no write waits for a commit. */
    boolean quiet() {
        return work == 0;
    }
}
