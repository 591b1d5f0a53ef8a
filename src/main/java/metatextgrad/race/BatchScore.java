package metatextgrad.race;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import metatextgrad.candidate.CallCount;
import metatextgrad.model.Failure;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.event.ScoreAggregated;

/**
 * How a proposal did on the batch it was made from.
 *
 * @param work the step that made it
 * @param gain its score minus that of the program it started from; 0 without a proposal
 * @param wrong the share of the batch that the program it started from got wrong; 0 without a
 *     proposal
 */
public record BatchScore(Work.Step work, ScoreAggregated report, double gain, double wrong) {
    static BatchScore of(Work.Step work, ScoreAggregated report) {
        ScoreStats before = report.before();
        if (report.status() != ScoreAggregated.Status.OK || before == null)
            return new BatchScore(work, report, 0, 0);
        return new BatchScore(work, report, report.gain(), 1 - before.mean());
    }

    /**
     * Returns the proposal to validate: the one with the largest gain of those that are better than
     * the program they started from. Ties go to the program with fewer calls, then to the earlier
     * one. Three tasks show little, but validating one proposal of a step instead of all of them
     * takes half the calls (ADR 45).
     *
     * @param known whether a program was validated before
     */
    static Optional<BatchScore> best(List<BatchScore> scores, Predicate<Program> known) {
        return first(scores, known, score -> score.gain() > 0);
    }

    /**
     * Returns the proposal to validate if none is better: a shorter one that is not worse (ADR 49).
     */
    static Optional<BatchScore> shorter(List<BatchScore> scores, Predicate<Program> known) {
        return first(scores, known, BatchScore::isShorter);
    }

    private static Optional<BatchScore> first(
            List<BatchScore> scores, Predicate<Program> known, Predicate<BatchScore> passes) {
        return scores.stream()
                .filter(passes)
                .filter(score -> !score.isMeasure())
                .filter(score -> !known.test(score.program()))
                .min(
                        Comparator.comparingDouble((BatchScore score) -> -score.gain())
                                .thenComparingInt(
                                        score -> CallCount.of(score.program()).program()));
    }

    /** A prompt with raw critiques only measures the critic: they may name answers of tasks. */
    private boolean isMeasure() {
        return work.operator().kind() == Kind.APPLY;
    }

    private boolean isShorter() {
        return work.operator().kind().shortens()
                && report.before() != null
                && gain >= 0
                && program().promptLength() < work.parent().promptLength();
    }

    /**
     * Whether the gain judges the optimizer. The other operators depend little on its description.
     */
    boolean judgesArm() {
        return work.operator().kind().judgesOptimizer();
    }

    /** Whether the models answered: a step without a proposal is a gain of 0 only then. */
    boolean isAnswered() {
        return switch (report.failure()) {
            case null -> true;
            case Failure.Content content -> true;
            case Failure.Copied copied -> true;
            case Failure.Infrastructure broken -> false;
            case Failure.EndsTrial over -> false;
        };
    }

    public int arm() {
        return work.arm();
    }

    public Program program() {
        return report.program();
    }

    /** Returns whether the optimizer made a proposal, and both programs have a score. */
    public boolean isProposal() {
        return report.status() == ScoreAggregated.Status.OK && report.before() != null;
    }
}
