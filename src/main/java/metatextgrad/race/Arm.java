package metatextgrad.race;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer in a race, with its own best program.
 *
 * @param number its place in the race, from 0
 * @param origin where the optimizer comes from
 * @param best the program that its next step starts from
 * @param steps steps taken
 * @param gains per proposal, in order: the score on its batch minus the parent's; 0 without a
 *     proposal
 * @param draw the last training pair that came with its steps; null for none
 * @param cost of its proposals and their validations, and of the requests that proposed it
 */
public record Arm(
        int number,
        Origin origin,
        OptimizerSpec spec,
        ScoredProgram best,
        int steps,
        List<Double> gains,
        @Nullable TaskSubmitted draw,
        Cost cost) {
    /**
     * Where an optimizer comes from.
     *
     * @param phase the phase that proposed it; PROMPT for a base optimizer
     * @param base place of the base optimizer in the run; 0 for a structure
     * @param round the meta round; 0 for a base optimizer
     * @param parents content ids of the optimizers it was made from
     * @param repairs requests after an unusable reply
     */
    public record Origin(
            MetaPhase phase,
            int base,
            int round,
            List<String> parents,
            @Nullable TaskSubmitted drawn,
            int repairs) {
        public Origin {
            parents = List.copyOf(parents);
        }

        static Origin base(int base) {
            return new Origin(MetaPhase.PROMPT, base, 0, List.of(), null, 0);
        }

        /** Whether the arm belongs to the proposals for this base optimizer. */
        public boolean isOf(int other) {
            return phase == MetaPhase.PROMPT && base == other;
        }
    }

    public Arm {
        gains = List.copyOf(gains);
    }

    static Arm of(int number, Origin origin, OptimizerSpec spec, ScoredProgram from, Cost cost) {
        return new Arm(number, origin, spec, from, 0, List.of(), null, cost);
    }

    /**
     * Returns the mean gain of a proposal of the first steps, which all arms take on the same
     * batches; 0 before the first.
     */
    public double gain() {
        return gains.stream()
                .limit((long) RaceRules.FIRST_STEPS * RaceRules.PROPOSALS)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    Arm from(ScoredProgram program) {
        return new Arm(number, origin, spec, program, steps, gains, draw, cost);
    }

    Arm at(int taken) {
        return new Arm(number, origin, spec, best, taken, gains, draw, cost);
    }

    Arm stepped() {
        return new Arm(number, origin, spec, best, steps + 1, gains, draw, cost);
    }

    Arm with(double gain, ScoreAggregated report) {
        List<Double> all = new ArrayList<>(gains);
        all.add(gain);
        TaskSubmitted drawn = report.draw() == null ? draw : report.draw();
        return new Arm(number, origin, spec, best, steps, all, drawn, cost.plus(report.cost()));
    }

    Arm spent(Cost more) {
        return new Arm(number, origin, spec, best, steps, gains, draw, cost.plus(more));
    }
}
