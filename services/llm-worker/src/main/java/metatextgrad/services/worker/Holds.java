package metatextgrad.services.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import metatextgrad.llm.Reply;
import metatextgrad.llm.WorkerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Why calls wait, and when they go on: an environment to be mended, a storm of failures, the rate.
 * Guarded by the desk.
 */
final class Holds {
    /** How often an outage is looked at. */
    static final Duration PROBE = Duration.ofSeconds(5);

    /** Not for each token a timer. */
    private static final Duration LEAST_WAIT = Duration.ofMillis(2);

    /** The limit may have grown meanwhile. */
    private static final Duration MOST_WAIT = Duration.ofSeconds(1);

    private final Rates rates;
    private final AssignedPartitions shares;
    private final DeskEffects effects;
    private final WorkerMeters meters;
    private final Executor desk;
    private final Consumer<InFlightCall> again;
    private final Consumer<InFlightCall> rest;
    private final Outages outages = new Outages();
    private final Breaker breaker = new Breaker();
    private final ModelStatusNotifier standing;

    /**
     * @param desk runs what a timer brings under the desk's lock
     * @param again lets a call leave that has waited
     * @param rest takes the place of one that waits until something is mended
     */
    Holds(
            Rates rates,
            AssignedPartitions shares,
            DeskEffects effects,
            WorkerMeters meters,
            Executor desk,
            Consumer<InFlightCall> again,
            Consumer<InFlightCall> rest) {
        this.rates = rates;
        this.shares = shares;
        this.effects = effects;
        this.meters = meters;
        this.desk = desk;
        this.again = again;
        this.rest = rest;
        standing = new ModelStatusNotifier(outages, effects);
    }

    /** Whether this new call may not leave now. */
    boolean held(WorkerRequest request) {
        String model = request.model().name();
        boolean shut = outages.hold(model) && !outages.holding(model).letsIn(request.project());
        return shut || !admitted(request);
    }

    private boolean admitted(WorkerRequest request) {
        if (rates.admits(request)) return true;
        wakeLater(request);
        return false;
    }

    private void wakeLater(WorkerRequest request) {
        Duration wait = rates.arm(request);
        if (wait == null) return;
        Duration least = wait.compareTo(LEAST_WAIT) > 0 ? wait : LEAST_WAIT;
        later(least.compareTo(MOST_WAIT) < 0 ? least : MOST_WAIT, () -> wake(request));
    }

    private void wake(WorkerRequest request) {
        rates.disarm(request);
        Deque<InFlightCall> waiting = rates.waiting(request);
        while (!waiting.isEmpty()) {
            InFlightCall first = waiting.getFirst();
            if (outages.hold(model(first))) {
                park(outages.holding(model(first)), waiting.removeFirst());
            } else if (admitted(first.buyer().request())) {
                again.accept(waiting.removeFirst());
            } else {
                return;
            }
        }
    }

    /** Lets it leave again when its turn in the rate comes. */
    void queue(InFlightCall flight) {
        WorkerRequest request = flight.buyer().request();
        rates.waiting(request).addLast(flight);
        wakeLater(request);
    }

    /** Lets it leave again after a while, unless all wait. */
    void pause(InFlightCall flight, Duration pause) {
        if (outages.hold(model(flight))) park(outages.holding(model(flight)), flight);
        else later(pause, () -> go(flight));
    }

    private void go(InFlightCall flight) {
        if (!shares.goOn(flight.lease())) return;
        WorkerRequest request = flight.buyer().request();
        if (outages.hold(model(flight))) {
            park(outages.holding(model(flight)), flight);
        } else if (admitted(request)) {
            again.accept(flight);
        } else {
            queue(flight);
        }
    }

    /** The environment is broken; this one and all after it wait. */
    void begin(InFlightCall flight, RetryPolicy.Next.Hold hold) {
        hold(outages.of(model(flight), hold.kind()), flight, hold.reason());
    }

    private void hold(Outage outage, InFlightCall flight, String reason) {
        outage.refused(model(flight));
        begin(outage, reason);
        park(outage, flight);
    }

    private void park(Outage outage, InFlightCall flight) {
        outage.park(flight);
        rest.accept(flight);
    }

    private void begin(Outage outage, String reason) {
        if (!outage.begins(reason)) return;
        if (outage.kind() == Outage.Kind.CIRCUIT_OPEN) meters.storms(1);
        standing.tell();
        later(PROBE, () -> probe(outage));
    }

    /**
     * Looks at what an attempt brought.
     *
     * @return what follows, given what would follow if nothing were held
     */
    RetryPolicy.Next after(InFlightCall flight, Reply reply, RetryPolicy.Next next) {
        standing.look(reply);
        Outage probed = outages.probedBy(flight);
        if (probed == null) {
            storm(model(flight), reply);
            Outage storm = outages.of(model(flight), Outage.Kind.CIRCUIT_OPEN);
            if (storm.on()) return storm.meets(reply, next);
            Outage one = outages.of(model(flight), Outage.Kind.MODEL);
            return one.on() ? one.meets(reply, next) : next;
        }
        if (probed.endedBy(reply)) {
            breaker.opens(model(flight), reply);
            mended(probed, model(flight));
            return next;
        }
        if (probed.probeBack(flight)) later(PROBE, () -> probe(probed));
        return probed.meets(reply, next);
    }

    /** What is held already says nothing new. */
    private void storm(String model, Reply reply) {
        if (!outages.hold(model) && breaker.opens(model, reply)) {
            String reason = reply instanceof Reply.TryAgain again ? again.reason() : "";
            begin(outages.of(model, Outage.Kind.CIRCUIT_OPEN), reason);
        }
    }

    private void probe(Outage outage) {
        if (!outage.on() || outage.probing()) return;
        @Nullable InFlightCall flight = outage.nextProbe();
        if (flight == null) mended(outage, "");
        else again.accept(flight);
    }

    /**
     * @param served the model that was served; empty if nothing waits
     */
    private void mended(Outage outage, String served) {
        if (outage.kind() == Outage.Kind.CIRCUIT_OPEN) meters.storms(-1);
        String reason = String.valueOf(outage.reason());
        Predicate<InFlightCall> goesOn = flight -> outage.goesOnFor(model(flight), served);
        List<InFlightCall> stillRefused =
                outage.kind() == Outage.Kind.ALL ? outage.withdraw(goesOn) : List.of();
        List<InFlightCall> waiting = outage.end();
        for (InFlightCall flight : stillRefused)
            hold(outages.of(model(flight), Outage.Kind.MODEL), flight, reason);
        for (InFlightCall flight : waiting) go(flight);
        standing.tell();
    }

    void assigned(int partitions) {
        rates.assigned(partitions);
    }

    void leaves(InFlightCall flight) {
        rates.take(flight.buyer().request());
        if (!outages.hold(model(flight)) || outages.probedBy(flight) != null) return;
        Outage outage = outages.holding(model(flight));
        if (outage.letsIn(flight.project())) outage.letIn(flight);
    }

    /** One that has waited ends without leaving; if it was to find something out, another does. */
    void leavesNot(InFlightCall flight) {
        Outage probed = outages.probedBy(flight);
        if (probed != null && probed.probeBack(flight)) probe(probed);
    }

    /** Takes away calls that shall wait no more, for an outage or for the rate. */
    List<InFlightCall> withdraw(Predicate<InFlightCall> gone) {
        List<InFlightCall> withdrawn = new ArrayList<>(rates.withdraw(gone));
        outages.each().forEach(outage -> withdrawn.addAll(outage.withdraw(gone)));
        return withdrawn;
    }

    void againLater(Duration wait, InFlightCall flight) {
        later(wait, () -> again.accept(flight));
    }

    void came(WorkerRequest request, ReplyWithLimits rated, Duration took) {
        rates.heard(request, rated, took);
    }

    void forget(PartitionAssignment lease) {
        rates.forget(lease);
        for (Outage outage : outages.each()) {
            outage.forget(lease);
            if (outage.on() && !outage.probing()) later(PROBE, () -> probe(outage));
        }
    }

    void later(Duration wait, Runnable task) {
        effects.after(wait, () -> desk.execute(task));
    }

    private static String model(InFlightCall flight) {
        return flight.buyer().request().model().name();
    }
}
