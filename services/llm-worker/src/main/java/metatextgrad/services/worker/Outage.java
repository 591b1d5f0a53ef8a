package metatextgrad.services.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import metatextgrad.llm.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A model cannot be used: its name, or the key, quota or address of all, or its server only fails.
 * Calls are parked, none fails; one of them at a time finds out whether it is over. Guarded by the
 * desk.
 */
final class Outage {
    private final Deque<Flight> parked = new ArrayDeque<>();
    private final Kind kind;
    private @Nullable String reason;
    private @Nullable Flight probe;

    Outage(Kind kind) {
        this.kind = kind;
    }

    /** What cannot be used. */
    enum Kind {
        /** Key, quota or address: nothing. */
        ALL,
        /** The name of a model. */
        MODEL,
        /** A model whose server only fails: mends itself. */
        STORM
    }

    Kind kind() {
        return kind;
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

    /** Whether this reply to its probe ends it: the server dealt with the request. */
    boolean endedBy(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> true;
            case Reply.Unusable unusable -> true;
            case Reply.Refused refused -> true;
            case Reply.TimedOut late -> kind != Kind.STORM;
            case Reply.NoSuchModel down -> kind == Kind.ALL;
            case Reply.RateLimited full -> false;
            case Reply.TryAgain again -> false;
            case Reply.Unavailable down -> false;
        };
    }

    /**
     * What follows for a call that has met it: an attempt that cost nothing is none, and waits with
     * the others.
     *
     * @param next what would follow without it
     */
    RetryPolicy.Next meets(Reply reply, RetryPolicy.Next next) {
        return switch (reply) {
            case Reply.TryAgain failed ->
                    failed.reached() ? next : new RetryPolicy.Next.Hold(failed.reason(), kind);
            case Reply.RateLimited full -> new RetryPolicy.Next.Hold(full.reason(), kind);
            case Reply.Answered answered -> next;
            case Reply.Unusable unusable -> next;
            case Reply.Refused refused -> next;
            case Reply.TimedOut late -> next;
            case Reply.Unavailable down -> next;
            case Reply.NoSuchModel down -> next;
        };
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
