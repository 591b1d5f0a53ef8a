package metatextgrad.services.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import metatextgrad.llm.Reply;
import metatextgrad.model.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * A model cannot be used: its name, or the key, quota or address of all, or its server only fails.
 * Calls are parked, none fails; one of them at a time finds out whether it is over, and one new
 * call. Guarded by the desk.
 */
final class Outage {
    /** With so few parked, what is wrong may be wrong with them alone. */
    private static final int FEW = 8;

    private final Deque<InFlightCall> parked = new ArrayDeque<>();
    private final Kind kind;
    private final Set<String> refused = new TreeSet<>();
    private @Nullable String reason;
    private @Nullable InFlightCall probe;
    private @Nullable InFlightCall extraProbe;
    private boolean open;

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
        CIRCUIT_OPEN
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

    /** The server would not serve this model. */
    void refused(String model) {
        refused.add(model);
    }

    /**
     * Whether it goes on for this model, since the one that was served is another: an address may
     * serve some models and refuse others.
     */
    boolean goesOnFor(String model, String served) {
        return refused.contains(model) && !refused.contains(served);
    }

    void park(InFlightCall flight) {
        parked.addLast(flight);
    }

    boolean probing() {
        return probe != null;
    }

    /**
     * The call that is to find out, or null if none is parked. Beside it one new call may: a server
     * that refuses what one project asks may well serve others.
     */
    @Nullable InFlightCall nextProbe() {
        probe = parked.pollFirst();
        open = probe != null && extraProbe == null;
        return probe;
    }

    /** Whether a new call of this project may find out too. */
    boolean letsIn(ProjectId project) {
        return open && (parked.size() < FEW || waiting().noneMatch(project::equals));
    }

    private Stream<ProjectId> waiting() {
        return Stream.concat(Stream.ofNullable(probe), parked.stream()).map(InFlightCall::project);
    }

    void letIn(InFlightCall flight) {
        extraProbe = flight;
        open = false;
    }

    /** Whether this reply to its probe ends it: the server dealt with the request. */
    boolean endedBy(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> true;
            case Reply.Unusable unusable -> true;
            case Reply.Refused refused -> true;
            case Reply.TimedOut late -> kind != Kind.CIRCUIT_OPEN;
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
            // What is known to be refused for this model says nothing of others.
            case Reply.Unavailable down ->
                    kind == Kind.MODEL ? new RetryPolicy.Next.Hold(down.reason(), kind) : next;
            case Reply.NoSuchModel down -> next;
        };
    }

    /** Whether this call is out to see if the outage is over. */
    boolean isProbe(InFlightCall flight) {
        return flight == probe || flight == extraProbe;
    }

    /**
     * It found out nothing.
     *
     * @return whether somebody must look again later; whoever came in beside a probe need not
     */
    boolean probeBack(InFlightCall flight) {
        if (flight == extraProbe) extraProbe = null;
        if (flight != probe) return false;
        probe = null;
        return true;
    }

    /** Takes away those that shall wait no more. */
    List<InFlightCall> withdraw(Predicate<InFlightCall> gone) {
        List<InFlightCall> withdrawn = parked.stream().filter(gone).toList();
        parked.removeAll(withdrawn);
        return withdrawn;
    }

    /** Over; these calls go on. */
    List<InFlightCall> end() {
        List<InFlightCall> waiting = new ArrayList<>(parked);
        parked.clear();
        probe = null;
        extraProbe = null;
        open = false;
        reason = null;
        refused.clear();
        return waiting;
    }

    void forget(PartitionAssignment lease) {
        parked.removeIf(flight -> flight.lease().equals(lease));
        if (probe != null && probe.lease().equals(lease)) probe = null;
        if (extraProbe != null && extraProbe.lease().equals(lease)) extraProbe = null;
    }
}
