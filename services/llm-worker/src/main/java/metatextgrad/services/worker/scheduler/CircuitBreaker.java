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
import metatextgrad.model.event.ModelState;
import metatextgrad.model.project.ModelKey;
import metatextgrad.services.worker.scheduler.RetryPolicy.Next;
import metatextgrad.services.worker.scheduler.SchedulerInput.ProbeDue;
import org.jspecify.annotations.Nullable;

/**
 * One circuit and the calls that wait for it. While it is open, unbilled calls wait. Half-open
 * state: one parked call and one new call probe the server. Confined to the scheduler.
 */
final class CircuitBreaker {
    /** Fewer than the tries of one call, so that even a single call survives a failing server. */
    static final int FAILURES = 5;

    /** With fewer parked calls, the failures may be specific to these calls. */
    private static final int FEW = 8;

    private final Kind kind;
    private final ModelKey model;
    private final Deque<InFlightCall> parked = new ArrayDeque<>();
    private final Set<ModelKey> refused = new TreeSet<>();
    private Circuit circuit = new Circuit.Closed(0);
    private @Nullable InFlightCall extraProbe;
    private boolean admitsExtra;

    /**
     * @param model whose calls it blocks; its name is {@link ModelState#ALL} for all of its server
     */
    CircuitBreaker(Kind kind, ModelKey model) {
        this.kind = kind;
        this.model = model;
    }

    /** The scope of a circuit. */
    enum Kind {
        /** All models of a server: the key, the quota or the address is wrong. */
        ALL,
        /** One model, whose name is unknown. */
        MODEL,
        /** One model, whose server only fails. It recovers by itself. */
        CIRCUIT_OPEN
    }

    Kind kind() {
        return kind;
    }

    /** Returns the model whose calls it blocks, or all of its server. */
    ModelKey model() {
        return model;
    }

    Circuit circuit() {
        return circuit;
    }

    boolean isOpen() {
        return !(circuit instanceof Circuit.Closed);
    }

    /** Returns why it is open; null if it is closed. */
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
     * Counts a call that failed while the circuit was closed.
     *
     * @return whether the circuit must open
     */
    boolean failed() {
        if (!(circuit instanceof Circuit.Closed closed)) return false;
        circuit = new Circuit.Closed(closed.failures() + 1);
        return closed.failures() + 1 >= FAILURES;
    }

    /** The server processed a call. */
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

    /** The server refused this model. */
    void refused(ModelKey name) {
        refused.add(name);
    }

    /**
     * Returns whether this model is still refused after another was served: an address may serve
     * some models and refuse others.
     */
    boolean stillRefuses(ModelKey name, ModelKey served) {
        return refused.contains(name) && !refused.contains(served);
    }

    void park(InFlightCall call) {
        parked.addLast(call);
    }

    /**
     * Removes and returns the parked call that probes next; null if none is parked. One new call
     * may also act as a probe, because a server that refuses one project may serve others.
     */
    @Nullable InFlightCall nextProbe() {
        @Nullable InFlightCall probe = parked.pollFirst();
        if (probe == null) return null;
        circuit = new Circuit.Probing(String.valueOf(reason()), probe);
        admitsExtra = extraProbe == null;
        return probe;
    }

    /** Returns whether a new call of this project may also act as a probe. */
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

    /** Returns whether this call is a probe in flight. */
    boolean isProbe(InFlightCall call) {
        return call == extraProbe
                || (circuit instanceof Circuit.Probing probing && probing.probe() == call);
    }

    /**
     * A probe failed.
     *
     * @return whether another probe is due later; a failed extra probe needs none
     */
    boolean probeFailed(InFlightCall call) {
        if (call == extraProbe) extraProbe = null;
        if (!(circuit instanceof Circuit.Probing probing) || probing.probe() != call) return false;
        circuit = new Circuit.Open(probing.reason());
        return true;
    }

    /** Returns whether this reply to its probe closes it: the server processed the request. */
    boolean closedBy(Reply reply) {
        return served(reply)
                || (reply instanceof Reply.TimedOut && kind != Kind.CIRCUIT_OPEN)
                || (reply instanceof Reply.NoSuchModel && kind == Kind.ALL);
    }

    /** Returns whether the server processed the request, with success or failure. */
    static boolean served(Reply reply) {
        return switch (reply) {
            case Reply.Served served -> true;
            case Reply.Refused refused -> true;
            case Reply.NoAnswer failed -> false;
        };
    }

    /**
     * Returns the next step of a call whose circuit is open: a call that was not billed waits with
     * the others.
     *
     * @param next the next step if the circuit were closed
     */
    Next whileOpen(Reply reply, Next next) {
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
    List<InFlightCall> withdraw(Predicate<InFlightCall> matching) {
        List<InFlightCall> withdrawn = parked.stream().filter(matching).toList();
        parked.removeAll(withdrawn);
        return withdrawn;
    }

    /** Closes it, and returns the calls that waited for it. */
    List<InFlightCall> close() {
        List<InFlightCall> waiting = new ArrayList<>(parked);
        parked.clear();
        refused.clear();
        circuit = new Circuit.Closed(0);
        extraProbe = null;
        admitsExtra = false;
        return waiting;
    }

    /** Removes the calls of a lost partition. */
    void forget(AssignedPartition lost) {
        parked.removeIf(call -> call.partition() == lost);
        if (circuit instanceof Circuit.Probing probing && probing.probe().partition() == lost)
            circuit = new Circuit.Open(probing.reason());
        if (extraProbe != null && extraProbe.partition() == lost) extraProbe = null;
    }
}
