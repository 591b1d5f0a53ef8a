package metatextgrad.race;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.ParentRule;
import metatextgrad.model.project.Project;
import metatextgrad.strategy.Strategies;

/**
 * The fixed numbers of a race.
 *
 * @param optimizers the base optimizers, with those that users submitted
 * @param submitted the submitted ones
 * @param promptRounds rounds of new descriptions, for all base optimizers together
 * @param structureRounds rounds of compositions
 * @param parents which program a step starts from
 * @param confirmed whether fresh batches confirm the gain of a learned or submitted optimizer
 * @param evidence whether proposals read right answers of training tasks before any critique
 * @param seed of the draws of parents
 */
public record RaceRules(
        List<OptimizerSpec> optimizers,
        List<OptimizerSpec> submitted,
        int promptRounds,
        int structureRounds,
        ParentRule parents,
        boolean confirmed,
        boolean evidence,
        long seed) {
    /** Proposals of a step, decided together. */
    public static final int PROPOSALS = 2;

    /** Steps of every arm before any is left behind. */
    public static final int FIRST_STEPS = 2;

    /** Most steps of the first base optimizer, which continues until its plateau. */
    public static final int LEAD = 6;

    /** Most steps of evidence, before the first step with critiques. */
    public static final int EVIDENCE = 3;

    /** Steps of each rung. A third of the arms enters each. */
    public static final List<Integer> RUNGS = List.of(4, 8);

    /** The place in the batch order where the steps of evidence begin, behind all other steps. */
    static final int EVIDENCE_PLACE = 40;

    /** The largest number of steps of an arm before the confirmation. */
    public static final int MOST_STEPS = LEAD + RUNGS.stream().mapToInt(Integer::intValue).sum();

    /**
     * Steps in a row without a better program that end the first steps of the first base optimizer,
     * and the rungs.
     */
    public static final int PLATEAU = 4;

    /** Number of validation tasks from which on half of them count before the rungs. */
    public static final int HALVED_FROM = 80;

    private static final int KEPT_OF = 3;

    public RaceRules {
        optimizers = List.copyOf(optimizers);
        submitted = List.copyOf(submitted);
    }

    /**
     * Returns the rules of a run. In a project that adapts to its traffic, a contest over many
     * windows takes the place of the confirmation, and gets its calls (ADR 58).
     */
    public static RaceRules of(
            Project project, List<OptimizerSpec> submitted, boolean evidence, long seed) {
        MetaSettings meta = project.meta();
        return new RaceRules(
                project.optimizers(),
                submitted,
                meta.promptRounds(),
                meta.structureRounds(),
                meta.parents(),
                !project.adapts(),
                evidence,
                seed);
    }

    /** Returns how many of these arms enter the next rung. */
    static int kept(int arms) {
        return Math.max(1, arms / KEPT_OF);
    }

    /** Returns the largest number of proposals: all steps of all arms, and the confirmation. */
    public int proposals() {
        int arms = arms();
        int steps = evidenceSteps() + arms * FIRST_STEPS + LEAD - FIRST_STEPS;
        for (int rung : RUNGS) {
            arms = kept(arms);
            steps += (rung == RUNGS.getLast() ? 1 : arms) * rung;
        }
        int confirmation = confirmed && arms() > 1 ? 2 * Confirmation.BATCHES : 0;
        return steps * PROPOSALS + confirmation;
    }

    /** Returns the largest number of merged programs: one before each step of the rungs. */
    public int merges() {
        return parents == ParentRule.PARETO ? MOST_STEPS - LEAD : 0;
    }

    /**
     * Returns the largest number of validations without merges: one for each step, which all its
     * arms share.
     */
    public int validations() {
        return evidenceSteps()
                + (optimizers.size() + promptRounds + structureRounds - 1) * FIRST_STEPS
                + MOST_STEPS;
    }

    /** Returns where an optimizer of the project comes from. */
    Arm.Origin origin(int number) {
        boolean byUser = submitted.contains(optimizers.get(number));
        return Arm.Origin.given(byUser ? MetaPhase.OFFERED : MetaPhase.PROMPT, number);
    }

    private int arms() {
        return optimizers.size() * (1 + promptRounds) + structureRounds;
    }

    private int evidenceSteps() {
        return evidence ? EVIDENCE : 0;
    }

    /**
     * Returns whether a race reads right answers before any critique. The optimizer needs a
     * strategy that follows operators, and the training tasks must fill a batch of evidence.
     * Prompts must be allowed to copy from tasks, and to name right answers.
     *
     * @param train number of training tasks; 0 if unknown
     * @param mayCopy whether prompts may copy from tasks
     */
    public static boolean readsEvidence(Project project, int train, boolean mayCopy) {
        Phase first = project.optimizers().getFirst().phases().getFirst();
        return mayCopy
                && project.loop().mayShowTargets()
                && Strategies.hasOperators(first.strategy())
                && train >= Kind.CONTRAST.tasks(project.loop().batch());
    }

    /** Returns the most requests of all diagnoses, if no reply is unusable. */
    public int diagnoses() {
        return RUNGS.size() * FailureDiagnosis.requests();
    }

    /** Returns whether a step of an arm belongs to the confirmation, which follows all others. */
    public static boolean confirms(int step) {
        return step > MOST_STEPS;
    }

    /** Returns the number of the part that follows the last rung. */
    int confirmation() {
        return firstRung() + RUNGS.size();
    }

    /** Returns the number of the part before which every arm has taken its first steps. */
    int firstRung() {
        return (evidence ? 1 : 0) + optimizers.size() + promptRounds + structureRounds;
    }

    /** The parts of a race, in order. */
    sealed interface Leg {
        /** The first base optimizer reads right answers of training tasks, before any critique. */
        record Evidence() implements Leg {}

        /** A base optimizer takes its first steps. */
        record Base(int number) implements Leg {}

        /** Every base optimizer gets another description. */
        record Descriptions(int round) implements Leg {}

        /** An optimizer is composed. */
        record Composition(int round) implements Leg {}

        /**
         * The best arms continue.
         *
         * @param number from 1
         * @param from the first of its steps in the batch order: no arm has seen its batches
         */
        record Rung(int number, int from, int steps, boolean last) implements Leg {}

        /** Fresh batches confirm the gain of a learned or submitted optimizer. */
        record Confirmation() implements Leg {}

        /** The race is over. */
        record End() implements Leg {}
    }

    Leg leg(int number) {
        if (!evidence) return search(number);
        return number == 0 ? new Leg.Evidence() : search(number - 1);
    }

    private Leg search(int number) {
        int bases = optimizers.size();
        if (number < bases) return new Leg.Base(number);
        int round = number - bases + 1;
        if (round <= promptRounds) return new Leg.Descriptions(round);
        round -= promptRounds;
        if (round <= structureRounds) return new Leg.Composition(round);
        int rung = round - structureRounds - 1;
        if (rung < RUNGS.size()) return rung(rung);
        return confirmed && rung == RUNGS.size() ? new Leg.Confirmation() : new Leg.End();
    }

    private static Leg.Rung rung(int number) {
        int from = LEAD + RUNGS.subList(0, number).stream().mapToInt(Integer::intValue).sum();
        return new Leg.Rung(number + 1, from, RUNGS.get(number), number == RUNGS.size() - 1);
    }
}
