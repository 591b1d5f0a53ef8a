package metatextgrad.simulator.fault;

import java.util.concurrent.atomic.AtomicLong;
import metatextgrad.simulator.chance.Dice;

/** Assigns the faults of a plan to calls. The plan can change while calls arrive. Thread-safe. */
public final class FaultSource {
    private volatile ActivePlan running;

    public FaultSource(FaultPlan plan) {
        running = new ActivePlan(plan, new AtomicLong());
    }

    /** Replaces the plan. The new one starts at its beginning. */
    public void follow(FaultPlan plan) {
        running = new ActivePlan(plan, new AtomicLong());
    }

    /** The fault of the call that arrives now. */
    public Fault next(long attempt, Dice request) {
        ActivePlan now = running;
        return now.plan().of(now.arrivals().getAndIncrement(), attempt, request);
    }

    /** A plan, and how many calls arrived since it started. */
    private record ActivePlan(FaultPlan plan, AtomicLong arrivals) {}
}
