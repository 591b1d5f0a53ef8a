package metatextgrad.race;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
import metatextgrad.model.StepOperator;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import org.jspecify.annotations.Nullable;

/**
 * What a race has found so far.
 *
 * @param arms all optimizers, in their order
 * @param pool the programs that reached the score of the best one before, on the whole validation
 *     set, in their order; the seed program first. With {@code parents: pareto}, also those that
 *     joined the front
 * @param beaten ids of the programs that did not: they are not validated again
 * @param unusable proposals that no optimizer came from
 * @param missed training tasks that the last steps showed to be wrong
 * @param scores all proposals on their batches, in their order, without those of the confirmation
 * @param failures training tasks whose newest answer was wrong, the newest last
 * @param patterns what the failures had in common before the current rung
 * @param confirmation the comparison on fresh batches; null if there was none
 */
public record Findings(
        List<Arm> arms,
        List<ScoredProgram> pool,
        List<ProgramId> beaten,
        List<UnusableRound> unusable,
        List<MissedTask> missed,
        List<BatchScore> scores,
        List<MissedTask> failures,
        List<StepOperator.Pattern> patterns,
        @Nullable Confirmation confirmation) {
    /** A round of the meta level without a usable reply. */
    public record UnusableRound(
            MetaPhase phase, int base, int round, int repairs, String problem) {}

    public Findings {
        arms = List.copyOf(arms);
        pool = List.copyOf(pool);
        beaten = List.copyOf(beaten);
        unusable = List.copyOf(unusable);
        missed = List.copyOf(missed);
        scores = List.copyOf(scores);
        failures = List.copyOf(failures);
        patterns = List.copyOf(patterns);
    }

    static Findings of(List<Arm> arms, ScoredProgram seed) {
        return new Findings(
                arms,
                List.of(seed),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    /** Returns the best program so far; the newest of equals. */
    ScoredProgram best() {
        return pool.stream().reduce((best, one) -> one.mean() >= best.mean() ? one : best).get();
    }

    /** Returns whether a program was validated before. */
    boolean has(Program program) {
        return beaten.contains(program.id())
                || pool.stream().anyMatch(scored -> scored.program().id().equals(program.id()));
    }

    Findings with(List<Arm> changed) {
        return new Findings(
                changed, pool, beaten, unusable, missed, scores, failures, patterns, confirmation);
    }

    Findings with(Confirmation now) {
        return new Findings(arms, pool, beaten, unusable, missed, scores, failures, patterns, now);
    }

    Findings withMissed(List<MissedTask> now) {
        return new Findings(
                arms, pool, beaten, unusable, now, scores, failures, patterns, confirmation);
    }

    Findings withScores(List<BatchScore> more) {
        List<BatchScore> now = new ArrayList<>(scores);
        now.addAll(more);
        return new Findings(
                arms, pool, beaten, unusable, missed, now, failures, patterns, confirmation);
    }

    Findings withFailures(List<MissedTask> now) {
        return new Findings(
                arms, pool, beaten, unusable, missed, scores, now, patterns, confirmation);
    }

    Findings withPatterns(List<StepOperator.Pattern> now) {
        return new Findings(
                arms, pool, beaten, unusable, missed, scores, failures, now, confirmation);
    }

    Findings withUnusable(List<UnusableRound> now) {
        return new Findings(
                arms, pool, beaten, now, missed, scores, failures, patterns, confirmation);
    }

    Findings with(ScoredProgram program, Cost cost) {
        List<ScoredProgram> programs = new ArrayList<>(pool);
        programs.add(program);
        return new Findings(
                spent(program.arm(), cost),
                programs,
                beaten,
                unusable,
                missed,
                scores,
                failures,
                patterns,
                confirmation);
    }

    Findings without(ProgramId program, int arm, Cost cost) {
        List<ProgramId> lost = new ArrayList<>(beaten);
        lost.add(program);
        return new Findings(
                spent(arm, cost),
                pool,
                lost,
                unusable,
                missed,
                scores,
                failures,
                patterns,
                confirmation);
    }

    private List<Arm> spent(int number, Cost cost) {
        List<Arm> changed = new ArrayList<>(arms);
        changed.set(number, arms.get(number).spent(cost));
        return changed;
    }
}
