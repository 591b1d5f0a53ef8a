package metatextgrad.race;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.Project;

/**
 * The fixed numbers of a race.
 *
 * @param optimizers the base optimizers, with those that users submitted
 * @param submitted the submitted ones
 * @param promptRounds rounds of new descriptions, for all base optimizers together
 * @param structureRounds rounds of compositions
 */
public record RaceRules(
        List<OptimizerSpec> optimizers,
        List<OptimizerSpec> submitted,
        int promptRounds,
        int structureRounds) {
    /** Proposals of a step, decided together. */
    public static final int PROPOSALS = 2;

    /** Steps of every arm before any is left behind. */
    public static final int FIRST_STEPS = 2;

    /** Steps in all at the end of each rung. A third of the arms enters each. */
    public static final List<Integer> RUNGS = List.of(4, 8);

    /** Steps of the rungs without a better program that end them. */
    public static final int PLATEAU = 3;

    private static final int KEPT_OF = 3;

    public RaceRules {
        optimizers = List.copyOf(optimizers);
        submitted = List.copyOf(submitted);
    }

    public static RaceRules of(Project project, List<OptimizerSpec> submitted) {
        MetaSettings meta = project.meta();
        return new RaceRules(
                project.optimizers(), submitted, meta.promptRounds(), meta.structureRounds());
    }

    /** Returns how many of these arms enter the next rung. */
    static int kept(int arms) {
        return Math.max(1, arms / KEPT_OF);
    }

    /** Returns the largest number of proposals: all steps of all arms, and the confirmation. */
    public int proposals() {
        int arms = arms();
        int steps = arms * FIRST_STEPS;
        int from = FIRST_STEPS;
        for (int to : RUNGS) {
            arms = kept(arms);
            steps += (to == RUNGS.getLast() ? 1 : arms) * (to - from);
            from = to;
        }
        int confirmed = arms() > 1 ? 2 * Confirmation.BATCHES : 0;
        return steps * PROPOSALS + confirmed;
    }

    /** Returns the largest number of validations: one for each step, which all its arms share. */
    public int validations() {
        return (optimizers.size() + promptRounds + structureRounds) * FIRST_STEPS
                + RUNGS.getLast()
                - FIRST_STEPS;
    }

    /** Returns where an optimizer of the project comes from. */
    Arm.Origin origin(int number) {
        boolean byUser = submitted.contains(optimizers.get(number));
        return Arm.Origin.given(byUser ? MetaPhase.OFFERED : MetaPhase.PROMPT, number);
    }

    private int arms() {
        return optimizers.size() * (1 + promptRounds) + structureRounds;
    }

    /** Returns the most requests of all diagnoses, if no reply is unusable. */
    public int diagnoses() {
        return RUNGS.size() * FailureDiagnosis.requests();
    }

    /** Returns the number of a step in its rung, from 0; 0 for the steps before the first rung. */
    static int placeInRung(int step) {
        int from = FIRST_STEPS;
        for (int to : RUNGS) {
            if (step <= to) break;
            from = to;
        }
        return Math.max(0, step - from - 1);
    }

    /** Returns whether a step of an arm belongs to the confirmation, which follows all others. */
    public static boolean confirms(int step) {
        return step > RUNGS.getLast();
    }

    /** Returns the number of the part that follows the last rung. */
    int confirmation() {
        return optimizers.size() + promptRounds + structureRounds + RUNGS.size();
    }

    /** The parts of a race, in order. */
    sealed interface Leg {
        /** A base optimizer takes its first steps. */
        record Base(int number) implements Leg {}

        /** Every base optimizer gets another description. */
        record Descriptions(int round) implements Leg {}

        /** An optimizer is composed. */
        record Composition(int round) implements Leg {}

        /** The best arms continue up to this number of steps. */
        record Rung(int steps, boolean last) implements Leg {}

        /** Fresh batches confirm the gain of a learned or submitted optimizer. */
        record Confirmation() implements Leg {}

        /** The race is over. */
        record End() implements Leg {}
    }

    Leg leg(int number) {
        int bases = optimizers.size();
        if (number < bases) return new Leg.Base(number);
        int round = number - bases + 1;
        if (round <= promptRounds) return new Leg.Descriptions(round);
        round -= promptRounds;
        if (round <= structureRounds) return new Leg.Composition(round);
        int rung = round - structureRounds - 1;
        if (rung < RUNGS.size()) return new Leg.Rung(RUNGS.get(rung), rung == RUNGS.size() - 1);
        return number == confirmation() ? new Leg.Confirmation() : new Leg.End();
    }
}
