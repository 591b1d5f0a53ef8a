package metatextgrad.simulator.fault;

import java.util.concurrent.atomic.AtomicLong;
import metatextgrad.simulator.chance.Dice;

/** Deals out the faults of a plan, which may change while calls arrive. */
public final class FaultSource {
    private volatile Running running;

    public FaultSource(FaultPlan plan) {
        running = new Running(plan, new AtomicLong());
    }

    /** From now on, and from the beginning of the plan. */
    public void follow(FaultPlan plan) {
        running = new Running(plan, new AtomicLong());
    }

    /** The fault of the call that arrives now. */
    public Fault next(long attempt, Dice request) {
        Running now = running;
        return now.plan().of(now.arrivals().getAndIncrement(), attempt, request);
    }

    private record Running(FaultPlan plan, AtomicLong arrivals) {}
}
