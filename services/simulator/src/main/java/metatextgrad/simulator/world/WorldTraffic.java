package metatextgrad.simulator.world;

/**
 * What changes while traffic arrives. A study of traffic reads it; without traffic it has no
 * effect.
 *
 * @param drift the change of the model
 * @param season what comes and goes again
 * @param poison the tasks of an attacker
 */
public record WorldTraffic(Drift drift, Season season, Poison poison) {
    /**
     * From one place to another the model changes step by step: what helped most helps least then.
     *
     * @param from the place of the first change, as a share of all tasks; 1 for none
     * @param to the place of the last one; the same for a change at once
     */
    public record Drift(double from, double to) {
        /** Returns how much has changed at a task of this many, from 0 to 1. */
        double share(int task, int tasks) {
            double place = task / (double) tasks;
            if (place < from) return 0;
            return place >= to ? 1 : (place - from) / (to - from);
        }
    }

    /**
     * The ability rises and falls.
     *
     * @param period in tasks
     * @param swing the largest change of the ability, in standard deviations of luck
     */
    public record Season(int period, double swing) {
        /** Returns the change at a task. */
        double shift(int task) {
            return swing * StrictMath.sin(2 * Math.PI * task / period);
        }
    }

    /**
     * An attacker's tasks have a wrong target, and demand a sentence of prompts.
     *
     * @param share of the tasks
     * @param demand the line that such a task has
     * @param marker what no prompt may have
     */
    public record Poison(double share, String demand, String marker) {}

    /** Returns the same traffic with this share of poisoned tasks. */
    WorldTraffic withPoison(double share) {
        return new WorldTraffic(drift, season, new Poison(share, poison.demand, poison.marker));
    }
}
