package metatextgrad.race;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.project.MetaSettings;

/**
 * The fixed numbers of a race.
 *
 * @param optimizers the base optimizers
 * @param promptRounds rounds of new descriptions, for all base optimizers together
 * @param structureRounds rounds of compositions
 */
public record RaceRules(List<OptimizerSpec> optimizers, int promptRounds, int structureRounds) {
    /** Proposals of a step, decided together. */
    public static final int PROPOSALS = 3;

    /** Steps of every arm before any is left behind. */
    public static final int FIRST_STEPS = 2;

    /** Steps in all at the end of each rung. A third of the arms enters each. */
    public static final List<Integer> RUNGS = List.of(4, 8);

    private static final int KEPT_OF = 3;

    public RaceRules {
        optimizers = List.copyOf(optimizers);
    }

    public static RaceRules of(List<OptimizerSpec> optimizers, MetaSettings meta) {
        return new RaceRules(optimizers, meta.promptRounds(), meta.structureRounds());
    }

    /** Returns how many of these arms enter the next rung. */
    static int kept(int arms) {
        return Math.max(1, arms / KEPT_OF);
    }

    /** Returns the largest number of proposals: all steps of all arms. */
    public int proposals() {
        int arms = optimizers.size() * (1 + promptRounds) + structureRounds;
        int steps = arms * FIRST_STEPS;
        int from = FIRST_STEPS;
        for (int to : RUNGS) {
            arms = kept(arms);
            steps += (to == RUNGS.getLast() ? 1 : arms) * (to - from);
            from = to;
        }
        return steps * PROPOSALS;
    }

    /** The parts of a race, in order. */
    sealed interface Leg {
        /** The base optimizers take their first steps. */
        record Bases() implements Leg {}

        /** Every base optimizer gets another description. */
        record Descriptions(int round) implements Leg {}

        /** An optimizer is composed. */
        record Composition(int round) implements Leg {}

        /** The best arms continue up to this number of steps. */
        record Rung(int steps, boolean last) implements Leg {}

        /** The race is over. */
        record End() implements Leg {}
    }

    Leg leg(int number) {
        if (number == 0) return new Leg.Bases();
        int round = number;
        if (round <= promptRounds) return new Leg.Descriptions(round);
        round -= promptRounds;
        if (round <= structureRounds) return new Leg.Composition(round);
        int rung = round - structureRounds - 1;
        return rung < RUNGS.size()
                ? new Leg.Rung(RUNGS.get(rung), rung == RUNGS.size() - 1)
                : new Leg.End();
    }
}
