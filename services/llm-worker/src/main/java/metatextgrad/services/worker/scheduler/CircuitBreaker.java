package metatextgrad.services.worker.scheduler;

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
import metatextgrad.services.worker.scheduler.RetryPolicy.Next;
import metatextgrad.services.worker.scheduler.SchedulerInput.ProbeDue;
import org.jspecify.annotations.Nullable;

/**
 * One circuit and the calls that wait for it. While it is open no call fails. One parked call at a
 * time finds out whether the outage is over, and beside it one new call. Confined to the scheduler.
 */
final class CircuitBreaker {
    /** Fewer than the tries of one call, so that a single call survives a failing server too. */
    static final int FAILURES = 5;

    /** With so few parked calls, the fault may be theirs alone. */
    private static final int FEW = 8;

    private final Kind kind;
    private final String model;
    private final Deque<InFlightCall> parked = new ArrayDeque<>();
    private final Set<String> refused = new TreeSet<>();
    private Circuit circuit = new Circuit.Closed(0);
    private @Nullable InFlightCall extraProbe;
    private boolean admitsExtra;

    /**
     * @param model whose calls it blocks; empty for all
     */
    CircuitBreaker(Kind kind, String model) {
        this.kind = kind;
        this.model = model;
    }

    /** What cannot be used. */
    enum Kind {
        /** Key, quota or address: no model. */
        ALL,
        /** The name of a model. */
        MODEL,
        /** A model whose server only fails. It recovers by itself. */
        CIRCUIT_OPEN
    }

    Kind kind() {
        return kind;
    }

    Circuit circuit() {
        return circuit;
    }

    boolean isOpen() {
        return !(circuit instanceof Circuit.Closed);
    }

    /** Why it is open; null if it is closed. */
    @Nullable String reason() {
        return switch (circuit) {
            case Circuit.Closed closed -> null;
            case Circuit.Open open -> open.reason();
            case Circuit.Probing probing -> probing.reason();
        };
    }

    ProbeDue probeDue() {
        return new ProbeDue(kind, model);
    }

    /**
     * A call failed while the circuit was closed.
     *
     * @return whether the server only fails
     */
    boolean failed() {
        if (!(circuit instanceof Circuit.Closed closed)) return false;
        circuit = new Circuit.Closed(closed.failures() + 1);
        return closed.failures() + 1 >= FAILURES;
    }

    /** The server dealt with a call. */
    void succeeded() {
        if (circuit instanceof Circuit.Closed closed && closed.failures() > 0)
            circuit = new Circuit.Closed(0);
    }

    /** Opens it, or changes the reason of an open one. */
    void open(String reason) {
        circuit =
                switch (circuit) {
                    case Circuit.Closed closed -> new Circuit.Open(reason);
                    case Circuit.Open open -> new Circuit.Open(reason);
                    case Circuit.Probing probing -> new Circuit.Probing(reason, probing.probe());
                };
    }

    /** The server would not serve this model. */
    void refused(String name) {
        refused.add(name);
    }

    /**
     * Whether this model stays refused though another was served: an address may serve some models
     * and refuse others.
     */
    boolean stillRefuses(String name, String served) {
        return refused.contains(name) && !refused.contains(served);
    }

    void park(InFlightCall call) {
        parked.addLast(call);
    }

    /**
     * The call that is to find out whether the outage is over, or null if none is parked. One new
     * call may try beside it: a server that refuses one project may well serve others.
     */
    @Nullable InFlightCall nextProbe() {
        @Nullable InFlightCall probe = parked.pollFirst();
        if (probe == null) return null;
        circuit = new Circuit.Probing(String.valueOf(reason()), probe);
        admitsExtra = extraProbe == null;
        return probe;
    }

    /** Whether a new call of this project may find out too. */
    boolean admits(ProjectId project) {
        return admitsExtra && (parked.size() < FEW || waiting().noneMatch(project::equals));
    }

    private Stream<ProjectId> waiting() {
        Stream<InFlightCall> probe =
                circuit instanceof Circuit.Probing probing
                        ? Stream.of(probing.probe())
                        : Stream.empty();
        return Stream.concat(probe, parked.stream()).map(InFlightCall::project);
    }

    void admitExtra(InFlightCall call) {
        extraProbe = call;
        admitsExtra = false;
    }

    /** Whether this call is out to find out whether the outage is over. */
    boolean isProbe(InFlightCall call) {
        return call == extraProbe
                || (circuit instanceof Circuit.Probing probing && probing.probe() == call);
    }

    /**
     * A probe found out nothing.
     *
     * @return whether another probe is due later; a failed extra probe needs none
     */
    boolean probeFailed(InFlightCall call) {
        if (call == extraProbe) extraProbe = null;
        if (!(circuit instanceof Circuit.Probing probing) || probing.probe() != call) return false;
        circuit = new Circuit.Open(probing.reason());
        return true;
    }

    /** Whether this reply to its probe closes it: the server dealt with the request. */
    boolean closedBy(Reply reply) {
        return served(reply)
                || (reply instanceof Reply.TimedOut && kind != Kind.CIRCUIT_OPEN)
                || (reply instanceof Reply.NoSuchModel && kind == Kind.ALL);
    }

    /** Whether the server dealt with the request, well or not. */
    static boolean served(Reply reply) {
        return switch (reply) {
            case Reply.Served served -> true;
            case Reply.Refused refused -> true;
            case Reply.NoAnswer failed -> false;
        };
    }

    /**
     * What follows for a call that met it: one that cost nothing waits with the others.
     *
     * @param next what would follow without it
     */
    Next met(Reply reply, Next next) {
        return switch (reply) {
            case Reply.TryAgain failed ->
                    failed.reached() ? next : new Next.Hold(failed.reason(), kind);
            case Reply.RateLimited full -> new Next.Hold(full.reason(), kind);
            // A refusal of this model implies nothing for other models.
            case Reply.Unavailable down ->
                    kind == Kind.MODEL ? new Next.Hold(down.reason(), kind) : next;
            case Reply.Served served -> next;
            case Reply.NoAnswer failed -> next;
        };
    }

    /** Removes and returns the parked calls that match. */
    List<InFlightCall> withdraw(Predicate<InFlightCall> gone) {
        List<InFlightCall> withdrawn = parked.stream().filter(gone).toList();
        parked.removeAll(withdrawn);
        return withdrawn;
    }

    /** Closes it, and returns the calls that waited. */
    List<InFlightCall> close() {
        List<InFlightCall> waiting = new ArrayList<>(parked);
        parked.clear();
        refused.clear();
        circuit = new Circuit.Closed(0);
        extraProbe = null;
        admitsExtra = false;
        return waiting;
    }

    /** The partition of these calls was lost. */
    void forget(AssignedPartition lost) {
        parked.removeIf(call -> call.partition() == lost);
        if (circuit instanceof Circuit.Probing probing && probing.probe().partition() == lost)
            circuit = new Circuit.Open(probing.reason());
        if (extraProbe != null && extraProbe.partition() == lost) extraProbe = null;
    }
}
