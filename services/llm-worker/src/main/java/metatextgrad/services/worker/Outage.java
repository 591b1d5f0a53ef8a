package metatextgrad.services.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import metatextgrad.llm.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A model cannot be used: its name, or the key, quota or address of all. Calls are parked, none
 * fails; one of them at a time finds out whether it is over. Guarded by the desk.
 */
final class Outage {
    private final Deque<Flight> parked = new ArrayDeque<>();
    private final boolean oneModel;
    private @Nullable String reason;
    private @Nullable Flight probe;

    Outage(boolean oneModel) {
        this.oneModel = oneModel;
    }

    boolean oneModel() {
        return oneModel;
    }

    @Nullable String reason() {
        return reason;
    }

    boolean on() {
        return reason != null;
    }

    /** Whether it began with this. */
    boolean begins(String why) {
        boolean began = reason == null;
        reason = why;
        return began;
    }

    void park(Flight flight) {
        parked.addLast(flight);
    }

    boolean probing() {
        return probe != null;
    }

    /** The call that is to find out, or null if none is parked. */
    @Nullable Flight nextProbe() {
        probe = parked.pollFirst();
        return probe;
    }

    /** Whether this reply ends the outage: the server dealt with the request. */
    boolean endedBy(Flight flight, Reply reply) {
        return flight == probe
                && !(reply instanceof Reply.Unavailable)
                && !(reply instanceof Reply.TryAgain)
                && !(oneModel && reply instanceof Reply.NoSuchModel);
    }

    /** Whether this call is out to see if the outage is over. */
    boolean isProbe(Flight flight) {
        return flight == probe;
    }

    /** It found out nothing. */
    void probeBack() {
        probe = null;
    }

    /** Over; these calls go on. */
    List<Flight> end() {
        List<Flight> waiting = new ArrayList<>(parked);
        parked.clear();
        probe = null;
        reason = null;
        return waiting;
    }

    void forget(Lease lease) {
        parked.removeIf(flight -> flight.lease().equals(lease));
        if (probe != null && probe.lease().equals(lease)) probe = null;
    }
}
