package metatextgrad.simulator.fault;

import metatextgrad.simulator.chance.Dice;

import java.util.concurrent.atomic.AtomicLong;

/** Deals out the faults of a plan, which may change while calls arrive. */
public final class FaultSource {
    private volatile ActivePlan running;

    public FaultSource(FaultPlan plan) {
        running = new ActivePlan(plan, new AtomicLong());
    }

    /** From now on, and from the beginning of the plan. */
    public void follow(FaultPlan plan) {
        running = new ActivePlan(plan, new AtomicLong());
    }

    /** The fault of the call that arrives now. */
    public Fault next(long attempt, Dice request) {
        ActivePlan now = running;
        return now.plan().of(now.arrivals().getAndIncrement(), attempt, request);
    }

    private record ActivePlan(FaultPlan plan, AtomicLong arrivals) {}
}
