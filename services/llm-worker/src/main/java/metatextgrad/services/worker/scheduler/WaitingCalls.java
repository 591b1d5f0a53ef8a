package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import metatextgrad.model.project.ModelKey;
import metatextgrad.services.worker.scheduler.CircuitBreaker.Kind;
import metatextgrad.services.worker.scheduler.SchedulerEffect.CircuitsChanged;
import metatextgrad.services.worker.scheduler.SchedulerInput.RateDue;
import metatextgrad.services.worker.scheduler.SchedulerInput.RetryDue;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait between attempts. <em>Throttle</em>: wait for the rate of the model.
 * <em>Pause</em>: wait before a retry. <em>Hold</em>: open a circuit for an unbilled call and park
 * it. <em>Park</em>: wait for an open circuit, without a slot. <em>Withdraw</em>: stop waiting
 * because the run was cancelled. Confined to the scheduler.
 */
final class WaitingCalls {
    /** How often an open circuit is probed. */
    static final Duration PROBE = Duration.ofSeconds(5);

    /** Minimum wait, so that timers fire less often than tokens arrive. */
    private static final Duration MIN_WAIT = Duration.ofMillis(2);

    /** Maximum wait, because the limit may increase. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final SchedulerState state;
    private final CallAttempts attempts;
    private final Map<ModelKey, Deque<InFlightCall>> throttled = new TreeMap<>();

    WaitingCalls(SchedulerState state, CallAttempts attempts) {
        this.state = state;
        this.attempts = attempts;
    }

    /** Returns whether this new request must wait; if the rate is the reason, sets a timer. */
    boolean blocks(Delivery delivery) {
        // The timer comes first, since nearly all requests of a long queue wait for it.
        if (state.rates.hasTimer(delivery.model())) return true;
        CircuitBreaker open = state.circuits.blocking(delivery.model());
        boolean blocked = open != null && !open.admits(delivery.request().project());
        return blocked || !rateAdmits(delivery);
    }

    private boolean rateAdmits(Delivery delivery) {
        if (state.rates.admits(delivery.model(), delivery.maxTokens(), state.nanos())) return true;
        setRateTimer(delivery);
        return false;
    }

    private void setRateTimer(Delivery delivery) {
        ModelKey model = delivery.model();
        Duration wait = state.rates.arm(model, delivery.maxTokens(), state.nanos());
        if (wait == null) return;
        Duration least = wait.compareTo(MIN_WAIT) > 0 ? wait : MIN_WAIT;
        Duration after = least.compareTo(MAX_WAIT) < 0 ? least : MAX_WAIT;
        state.setTimer(after, new RateDue(model));
        state.models.update(model);
    }

    /** Starts waiting calls of this model as far as the rate allows, in order. */
    void rateDue(ModelKey model) {
        state.rates.disarm(model, state.nanos());
        Deque<InFlightCall> waiting = throttled(model);
        while (!waiting.isEmpty()) {
            CircuitBreaker open = state.circuits.blocking(model);
            if (open != null) park(open, waiting.removeFirst());
            else if (rateAdmits(waiting.getFirst().payer())) attempts.start(waiting.removeFirst());
            else return;
        }
    }

    /** Makes the call wait for the rate, without a slot: others need not wait with it. */
    void throttle(InFlightCall call) {
        attempts.releaseSlot(call);
        throttled(call.model()).addLast(call);
        setRateTimer(call.payer());
    }

    private Deque<InFlightCall> throttled(ModelKey model) {
        return throttled.computeIfAbsent(model, m -> new ArrayDeque<>());
    }

    /** Makes the call wait for the pause, or for an open circuit. */
    void pause(InFlightCall call, Duration pause) {
        CircuitBreaker open = state.circuits.blocking(call.model());
        if (open != null) park(open, call);
        else state.setTimer(pause, new RetryDue(call));
    }

    /**
     * Starts the next attempt, unless a circuit or the rate makes the call wait. The call may have
     * waited for a slot or for the end of a pause meanwhile.
     */
    void resume(InFlightCall call) {
        if (!state.partitions.working(call.partition())) return;
        CircuitBreaker open = state.circuits.blocking(call.model());
        boolean ends = state.admission.cancelled(call.payer().request());
        if (ends || state.circuits.probedBy(call) != null) attempts.start(call);
        else if (open != null) park(open, call);
        else if (rateAdmits(call.payer())) attempts.start(call);
        else throttle(call);
    }

    /** Opens a circuit for a call that was not billed. The call and all later ones wait. */
    void hold(CircuitBreaker breaker, InFlightCall call, String reason) {
        breaker.refused(call.model());
        open(breaker, reason);
        park(breaker, call);
    }

    /** Parks a call and releases its slot: the outage may be long. */
    private void park(CircuitBreaker breaker, InFlightCall call) {
        breaker.park(call);
        attempts.releaseSlot(call);
    }

    void open(CircuitBreaker breaker, String reason) {
        boolean began = !breaker.isOpen();
        breaker.open(reason);
        if (!began) return;
        changed(breaker, 1);
        state.setTimer(PROBE, breaker.probeDue());
    }

    /** Sends a probe, unless one is in flight. A circuit for which no call waits closes. */
    void probe(CircuitBreaker breaker) {
        if (!(breaker.circuit() instanceof Circuit.Open)) return;
        @Nullable InFlightCall probe = breaker.nextProbe();
        if (probe == null) close(breaker, breaker.model());
        else attempts.start(probe);
    }

    /**
     * Closes a circuit. Its calls continue, except those of models that are still refused.
     *
     * @param served the model that was served
     */
    void close(CircuitBreaker breaker, ModelKey served) {
        String reason = String.valueOf(breaker.reason());
        List<InFlightCall> refused =
                breaker.kind() == Kind.ALL
                        ? breaker.withdraw(call -> breaker.stillRefuses(call.model(), served))
                        : List.of();
        List<InFlightCall> waiting = breaker.close();
        for (InFlightCall call : refused)
            hold(state.circuits.of(Kind.MODEL, call.model()), call, reason);
        waiting.forEach(this::resume);
        changed(breaker, -1);
    }

    private void changed(CircuitBreaker breaker, int more) {
        if (breaker.kind() == Kind.CIRCUIT_OPEN) state.emit(new CircuitsChanged(more));
        state.status.update();
        state.models.update(breaker.model());
    }

    /** Removes and returns the calls that match and wait for a slot, a circuit or the rate. */
    List<InFlightCall> withdraw(Predicate<InFlightCall> matching) {
        List<Deque<InFlightCall>> queues = new ArrayList<>(throttled.values());
        queues.addFirst(attempts.ready());
        List<InFlightCall> withdrawn = new ArrayList<>();
        for (Deque<InFlightCall> queue : queues) {
            queue.stream().filter(matching).forEach(withdrawn::add);
            queue.removeIf(matching);
        }
        for (CircuitBreaker breaker : state.circuits.each())
            withdrawn.addAll(breaker.withdraw(matching));
        return withdrawn;
    }

    /** Removes the calls of a lost partition. */
    void forget(AssignedPartition lost) {
        attempts.forget(lost);
        for (Deque<InFlightCall> waiting : throttled.values())
            waiting.removeIf(call -> call.partition() == lost);
        for (CircuitBreaker breaker : state.circuits.each()) {
            breaker.forget(lost);
            if (breaker.circuit() instanceof Circuit.Open)
                state.setTimer(PROBE, breaker.probeDue());
        }
    }
}
