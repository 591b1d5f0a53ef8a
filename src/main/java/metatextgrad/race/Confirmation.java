package metatextgrad.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import metatextgrad.model.StepOperator;
import metatextgrad.statistics.PairedDifference;

/**
 * The comparison of a learned or submitted optimizer with the best base optimizer. Both take one
 * step from the seed program on each of some batches that chose neither of them. The gain that made
 * the challenger look better was the highest of several noisy ones, so part of it is luck.
 *
 * @param challenger number of the arm of the learned or submitted optimizer
 * @param base number of the base optimizer's arm
 * @param difference of their gains, paired by batch, with its 95 % interval; without batches that a
 *     model or a budget failed to answer
 */
public record Confirmation(int challenger, int base, PairedDifference difference) {
    /** Batches of the comparison. */
    public static final int BATCHES = 12;

    /** Returns whether the interval lies above 0. */
    public boolean isAbove() {
        return difference.low() > 0;
    }

    /** Returns the challenger and the base arm to compare; empty if no challenger looks better. */
    static Optional<List<Arm>> rivals(List<Arm> arms) {
        Optional<Arm> base = highest(arms.stream().filter(arm -> !arm.isChallenger()).toList());
        Optional<Arm> challenger = highest(arms.stream().filter(Arm::isChallenger).toList());
        if (base.isEmpty() || challenger.isEmpty()) return Optional.empty();
        return challenger.get().gain() > Math.max(0, base.get().gain())
                ? Optional.of(List.of(challenger.get(), base.get()))
                : Optional.empty();
    }

    private static Optional<Arm> highest(List<Arm> arms) {
        return arms.stream()
                .min(
                        Comparator.comparingDouble((Arm arm) -> -arm.gain())
                                .thenComparingInt(Arm::number));
    }

    /** Returns the steps of both, the challenger's first. */
    static List<Work> steps(List<Arm> rivals, ScoredProgram seed, StepOperator operator) {
        List<Work> steps = new ArrayList<>();
        // Of a composition, the first phase.
        int phase = Math.max(0, rivals.getFirst().origin().improved());
        for (Arm arm : rivals)
            for (int batch = 0; batch < BATCHES; batch++)
                steps.add(step(arm, phase, seed, operator, batch));
        return steps;
    }

    private static Work.Step step(
            Arm arm, int phase, ScoredProgram seed, StepOperator operator, int batch) {
        int step = RaceRules.MOST_STEPS + 1 + batch / RaceRules.PROPOSALS;
        return new Work.Step(
                arm.number(),
                step,
                batch % RaceRules.PROPOSALS,
                arm.spec().only(phase, 1),
                seed.program(),
                operator,
                RaceRules.MOST_STEPS * RaceRules.PROPOSALS + batch);
    }

    static Confirmation of(List<BatchScore> scores) {
        double[] differences =
                IntStream.range(0, BATCHES)
                        .filter(
                                i ->
                                        scores.get(i).isAnswered()
                                                && scores.get(BATCHES + i).isAnswered())
                        .mapToDouble(i -> scores.get(i).gain() - scores.get(BATCHES + i).gain())
                        .toArray();
        return new Confirmation(
                scores.getFirst().arm(), scores.getLast().arm(), PairedDifference.of(differences));
    }
}
