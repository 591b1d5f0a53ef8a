package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import metatextgrad.services.worker.scheduler.CircuitBreaker.Kind;
import metatextgrad.services.worker.scheduler.SchedulerEffect.CircuitsChanged;
import metatextgrad.services.worker.scheduler.SchedulerInput.RateDue;
import metatextgrad.services.worker.scheduler.SchedulerInput.RetryDue;
import org.jspecify.annotations.Nullable;

/**
 * Why calls wait, and when they continue: a pause before the next attempt, the rate, or an open
 * circuit. Confined to the scheduler.
 */
final class WaitingCalls {
    /** How often an open circuit is probed. */
    static final Duration PROBE = Duration.ofSeconds(5);

    /** Keeps timers rarer than tokens. */
    private static final Duration LEAST_WAIT = Duration.ofMillis(2);

    /** The limit may grow meanwhile. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final SchedulerState state;
    private final CallAttempts attempts;
    private final Map<String, Deque<InFlightCall>> throttled = new TreeMap<>();

    WaitingCalls(SchedulerState state, CallAttempts attempts) {
        this.state = state;
        this.attempts = attempts;
    }

    /** Whether the call of this new request may not leave now. */
    boolean blocks(Delivery delivery) {
        CircuitBreaker open = state.circuits.blocking(delivery.model());
        boolean shut = open != null && !open.admits(delivery.request().project());
        return shut || !rateAdmits(delivery);
    }

    private boolean rateAdmits(Delivery delivery) {
        if (state.rates.admits(delivery.model(), delivery.maxTokens(), state.nanos())) return true;
        wakeForRate(delivery);
        return false;
    }

    private void wakeForRate(Delivery delivery) {
        String model = delivery.model();
        Duration wait = state.rates.arm(model, delivery.maxTokens(), state.nanos());
        if (wait == null) return;
        Duration least = wait.compareTo(LEAST_WAIT) > 0 ? wait : LEAST_WAIT;
        Duration after = least.compareTo(MAX_WAIT) < 0 ? least : MAX_WAIT;
        state.wake(after, new RateDue(model));
    }

    /** Lets waiting calls of this model leave as far as the rate allows, in their order. */
    void rateDue(String model) {
        state.rates.disarm(model, state.nanos());
        Deque<InFlightCall> waiting = throttled(model);
        while (!waiting.isEmpty()) {
            CircuitBreaker open = state.circuits.blocking(model);
            if (open != null) park(open, waiting.removeFirst());
            else if (rateAdmits(waiting.getFirst().payer())) attempts.start(waiting.removeFirst());
            else return;
        }
    }

    /** The call continues when the rate allows it. */
    void throttle(InFlightCall call) {
        throttled(call.model()).addLast(call);
        wakeForRate(call.payer());
    }

    private Deque<InFlightCall> throttled(String model) {
        return throttled.computeIfAbsent(model, m -> new ArrayDeque<>());
    }

    /** The call continues after the pause, unless a circuit is open. */
    void pause(InFlightCall call, Duration pause) {
        CircuitBreaker open = state.circuits.blocking(call.model());
        if (open != null) park(open, call);
        else state.wake(pause, new RetryDue(call));
    }

    /** Starts the next attempt, unless a circuit or the rate makes the call wait. */
    void resume(InFlightCall call) {
        if (!state.partitions.working(call.partition())) return;
        CircuitBreaker open = state.circuits.blocking(call.model());
        if (open != null) park(open, call);
        else if (rateAdmits(call.payer())) attempts.start(call);
        else throttle(call);
    }

    /** Opens a circuit for a call that cost nothing. The call and all after it wait. */
    void hold(CircuitBreaker breaker, InFlightCall call, String reason) {
        breaker.refused(call.model());
        open(breaker, reason);
        park(breaker, call);
    }

    /** A parked call releases its slot: the outage may be long. */
    private void park(CircuitBreaker breaker, InFlightCall call) {
        breaker.park(call);
        attempts.releaseSlot(call);
    }

    void open(CircuitBreaker breaker, String reason) {
        boolean began = !breaker.isOpen();
        breaker.open(reason);
        if (!began) return;
        changed(breaker, 1);
        state.wake(PROBE, breaker.probeDue());
    }

    /** Sends a probe, unless one is out. A circuit for which no call waits closes. */
    void probe(CircuitBreaker breaker) {
        if (!(breaker.circuit() instanceof Circuit.Open)) return;
        @Nullable InFlightCall probe = breaker.nextProbe();
        if (probe == null) close(breaker, "");
        else attempts.start(probe);
    }

    /**
     * The outage is over: the calls continue, except those of models that are still refused.
     *
     * @param served the model that was served; empty if no call waits
     */
    void close(CircuitBreaker breaker, String served) {
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
    }

    /** Removes and returns the calls that match and wait for a slot, a circuit or the rate. */
    List<InFlightCall> withdraw(Predicate<InFlightCall> gone) {
        List<Deque<InFlightCall>> queues = new ArrayList<>(throttled.values());
        queues.addFirst(attempts.ready());
        List<InFlightCall> withdrawn = new ArrayList<>();
        for (Deque<InFlightCall> queue : queues) {
            queue.stream().filter(gone).forEach(withdrawn::add);
            queue.removeIf(gone);
        }
        for (CircuitBreaker breaker : state.circuits.each())
            withdrawn.addAll(breaker.withdraw(gone));
        return withdrawn;
    }

    /** The partition of these calls was lost. */
    void forget(AssignedPartition lost) {
        attempts.forget(lost);
        for (Deque<InFlightCall> waiting : throttled.values())
            waiting.removeIf(call -> call.partition() == lost);
        for (CircuitBreaker breaker : state.circuits.each()) {
            breaker.forget(lost);
            if (breaker.circuit() instanceof Circuit.Open) state.wake(PROBE, breaker.probeDue());
        }
    }
}
