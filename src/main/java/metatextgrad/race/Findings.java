package metatextgrad.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param pool the programs that reached the score of the best one before, on the same validation
 *     items, in their order; the seed program first. With {@code parents: pareto}, also those that
 *     joined the front
 * @param earlier those that did so on half of the items, once all items count
 * @param beaten ids of the programs that did not: they are not validated again
 * @param unusable proposals that no optimizer came from
 * @param steps the proposals of each step on their batches, in their order, without those of the
 *     confirmation
 * @param patterns what the failures had in common before the current rung
 * @param confirmation the comparison on fresh batches; null if there was none
 */
public record Findings(
        List<Arm> arms,
        List<ScoredProgram> pool,
        List<ScoredProgram> earlier,
        List<ProgramId> beaten,
        List<UnusableRound> unusable,
        List<List<BatchScore>> steps,
        List<StepOperator.Pattern> patterns,
        @Nullable Confirmation confirmation) {
    private static final int MOST_MISSED = 4;

    /** A round of the meta level without a usable reply. */
    public record UnusableRound(
            MetaPhase phase, int base, int round, int repairs, String problem) {}

    public Findings {
        arms = List.copyOf(arms);
        pool = List.copyOf(pool);
        earlier = List.copyOf(earlier);
        beaten = List.copyOf(beaten);
        unusable = List.copyOf(unusable);
        steps = List.copyOf(steps);
        patterns = List.copyOf(patterns);
    }

    static Findings of(List<Arm> arms, ScoredProgram seed) {
        List<ScoredProgram> pool = List.of(seed);
        return new Findings(
                arms, pool, List.of(), List.of(), List.of(), List.of(), List.of(), null);
    }

    /** Returns the best program so far; the newest of equals. */
    ScoredProgram best() {
        return pool.stream().reduce((best, one) -> one.mean() >= best.mean() ? one : best).get();
    }

    /** Returns whether a program was validated before. */
    boolean has(Program program) {
        return beaten.contains(program.id())
                || pool.stream().anyMatch(scored -> scored.program().equals(program));
    }

    /** Returns all proposals on their batches, in their order. */
    public List<BatchScore> scores() {
        return steps.stream().flatMap(List::stream).toList();
    }

    /** Returns the training tasks that the last steps showed to be wrong, at most four. */
    public List<MissedTask> missed() {
        return steps.reversed().stream()
                .map(Findings::missed)
                .filter(missed -> !missed.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<MissedTask> missed(List<BatchScore> step) {
        Map<String, MissedTask> missed = new LinkedHashMap<>();
        for (BatchScore score : step)
            for (MissedTask one : score.report().missed())
                missed.putIfAbsent(one.task().id().value(), one);
        return missed.values().stream().limit(MOST_MISSED).toList();
    }

    Findings with(List<Arm> now) {
        return new Findings(now, pool, earlier, beaten, unusable, steps, patterns, confirmation);
    }

    Findings with(Confirmation now) {
        return new Findings(arms, pool, earlier, beaten, unusable, steps, patterns, now);
    }

    Findings withStep(List<BatchScore> step) {
        List<List<BatchScore>> now = new ArrayList<>(steps);
        now.add(step);
        return new Findings(arms, pool, earlier, beaten, unusable, now, patterns, confirmation);
    }

    Findings withPatterns(List<StepOperator.Pattern> now) {
        return new Findings(arms, pool, earlier, beaten, unusable, steps, now, confirmation);
    }

    Findings withUnusable(List<UnusableRound> now) {
        return new Findings(arms, pool, earlier, beaten, now, steps, patterns, confirmation);
    }

    Findings with(ScoredProgram program, Cost cost) {
        List<ScoredProgram> now = new ArrayList<>(pool);
        now.add(program);
        return new Findings(
                spent(program.arm(), cost),
                now,
                earlier,
                beaten,
                unusable,
                steps,
                patterns,
                confirmation);
    }

    /** Starts the pool anew from the seed program; all others are not validated again. */
    Findings from(ScoredProgram seed) {
        List<ProgramId> now = new ArrayList<>(beaten);
        List<ScoredProgram> made = pool.subList(1, pool.size());
        made.forEach(scored -> now.add(scored.program().id()));
        return new Findings(
                arms, List.of(seed), made, now, unusable, steps, patterns, confirmation);
    }

    Findings without(ProgramId program, int arm, Cost cost) {
        List<ProgramId> now = new ArrayList<>(beaten);
        now.add(program);
        return new Findings(
                spent(arm, cost), pool, earlier, now, unusable, steps, patterns, confirmation);
    }

    private List<Arm> spent(int number, Cost cost) {
        List<Arm> changed = new ArrayList<>(arms);
        changed.set(number, arms.get(number).spent(cost));
        return changed;
    }
}
