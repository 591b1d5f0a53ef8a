package metatextgrad.race;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer in a race.
 *
 * @param number its place in the race, from 0
 * @param origin where the optimizer comes from
 * @param steps steps taken
 * @param judged proposals with a score on their batch
 * @param gained the sum of its gains: the score of each proposal on its batch minus that of the
 *     program it started from
 * @param wrong the sum of the shares of these batches that the programs they started from got wrong
 * @param draw the last training pair that came with its steps; null for none
 * @param cost of its proposals and their validations, and of the requests that proposed it
 */
public record Arm(
        int number,
        Origin origin,
        OptimizerSpec spec,
        int steps,
        int judged,
        double gained,
        double wrong,
        @Nullable TaskSubmitted draw,
        Cost cost) {
    /**
     * Where an optimizer comes from.
     *
     * @param phase the phase that proposed it; PROMPT for a base optimizer, OFFERED for one that a
     *     user submitted
     * @param base place of the base optimizer in the run; 0 for a structure
     * @param round the meta round; 0 for a base optimizer
     * @param improved the phase with a new description; {@link #NONE} if there is none
     * @param parents content ids of the optimizers it was made from
     * @param repairs requests after an unusable reply
     */
    public record Origin(
            MetaPhase phase,
            int base,
            int round,
            int improved,
            List<String> parents,
            @Nullable TaskSubmitted drawn,
            int repairs) {
        /** No phase has a new description. */
        public static final int NONE = -1;

        public Origin {
            parents = List.copyOf(parents);
        }

        static Origin given(MetaPhase phase, int base) {
            return new Origin(phase, base, 0, NONE, List.of(), null, 0);
        }

        /** Whether the arm belongs to the proposals for this base optimizer. */
        public boolean isOf(int other) {
            return phase != MetaPhase.STRUCTURE && base == other;
        }
    }

    static Arm of(int number, Origin origin, OptimizerSpec spec, Cost cost) {
        return new Arm(number, origin, spec, 0, 0, 0, 0, null, cost);
    }

    /** Whether it must gain more than the base optimizers to be adopted. */
    public boolean isChallenger() {
        return origin.round() > 0 || origin.phase() == MetaPhase.OFFERED;
    }

    /**
     * Returns the share of wrong answers that a proposal repairs, less those it makes; 0 before the
     * first. It is a share of what is wrong because later arms start from better programs.
     */
    public double gain() {
        return wrong == 0 ? 0 : gained / wrong;
    }

    /** Returns the mean gain of a proposal on its batch; null before the first. */
    public @Nullable Double meanGain() {
        return judged == 0 ? null : (Double) (gained / judged);
    }

    /**
     * Returns the optimizer of one step. Its first steps are of the phase with the new description,
     * because only these show what that one is worth. Later ones follow the order of the phases.
     *
     * @param step number of the step, from 1
     */
    OptimizerSpec step(int step) {
        return isOfImproved(step)
                ? spec.only(origin.improved(), step)
                : spec.only(Math.min(step, spec.steps()));
    }

    /** Returns the phase of one step; steps after the last one repeat the last phase. */
    public int phase(int step) {
        return isOfImproved(step)
                ? origin.improved()
                : spec.phaseNumber(Math.min(step, spec.steps()));
    }

    private boolean isOfImproved(int step) {
        return origin.improved() != Origin.NONE && step <= RaceRules.FIRST_STEPS;
    }

    Arm stepped() {
        return new Arm(number, origin, spec, steps + 1, judged, gained, wrong, draw, cost);
    }

    Arm with(BatchScore score) {
        TaskSubmitted drawn = score.report().draw() == null ? draw : score.report().draw();
        return new Arm(
                number,
                origin,
                spec,
                steps,
                score.isAnswered() ? judged + 1 : judged,
                gained + score.gain(),
                wrong + score.wrong(),
                drawn,
                cost.plus(score.report().cost()));
    }

    Arm spent(Cost more) {
        return new Arm(number, origin, spec, steps, judged, gained, wrong, draw, cost.plus(more));
    }
}
