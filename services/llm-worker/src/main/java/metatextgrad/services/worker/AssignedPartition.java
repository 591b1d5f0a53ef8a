package metatextgrad.services.worker;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.llm.AskId;
import metatextgrad.llm.CallId;
import org.jspecify.annotations.Nullable;

/** One partition while it is ours. Guarded by the desk. */
final class AssignedPartition {
    private final PartitionAssignment lease;
    private final OffsetPrefix offsets = new OffsetPrefix();
    private final Map<CallId, InFlightCall> flights = new HashMap<>();
    private final Set<AskId> pending = new HashSet<>();
    private final Set<AskId> lost = new HashSet<>();
    private final List<Delivery> held = new ArrayList<>();
    private @Nullable Ledger ledger;
    private boolean loading;
    private boolean leaving;
    private boolean wanted;
    private int works;
    private int airborne;

    AssignedPartition(PartitionAssignment lease) {
        this.lease = lease;
    }

    PartitionAssignment lease() {
        return lease;
    }

    OffsetPrefix offsets() {
        return offsets;
    }

    /** Calls from their first STARTED to their DONE. */
    Map<CallId, InFlightCall> flights() {
        return flights;
    }

    InFlightCall flight(CallId call) {
        return requireNonNull(flights.get(call), "no such call under way");
    }

    /** Asks that will get an answer from this stay of the partition. */
    Set<AskId> pending() {
        return pending;
    }

    /** Parked asks that nobody can read any more; nobody looks again. */
    Set<AskId> lost() {
        return lost;
    }

    /** Polled before the ledger was there. */
    List<Delivery> held() {
        return held;
    }

    boolean loaded() {
        return ledger != null;
    }

    boolean loading() {
        return loading;
    }

    /** Its ledger is wanted though nothing was polled: asks may be parked there. */
    void want() {
        wanted = true;
    }

    boolean wanted() {
        return wanted || !held.isEmpty() || !quiet();
    }

    void startLoading() {
        ledger = null;
        loading = true;
    }

    void load(Ledger read) {
        ledger = read;
        loading = false;
    }

    Ledger ledger() {
        return requireNonNull(ledger, "the ledger is not loaded");
    }

    /** Nothing new is begun. */
    boolean leaving() {
        return leaving;
    }

    void leave() {
        leaving = true;
    }

    void workBegun() {
        works++;
    }

    void workEnded() {
        works--;
    }

    void callLeft() {
        airborne++;
    }

    void callCame() {
        airborne--;
    }

    /** No call is out and nothing waits for a commit. */
    boolean quiet() {
        return works == 0 && airborne == 0;
    }
}
