package metatextgrad.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.race.RaceRules.Leg;
import metatextgrad.statistics.PairedDifference;
import metatextgrad.strategy.WorkedExamples;
import org.jspecify.annotations.Nullable;

/**
 * A race of optimizers: who works on what now. Each part of the race is complete before anything is
 * decided, so the order of answers never matters.
 *
 * <p>In a step, all active arms rewrite the same program, on the same batches. So their gains can
 * be compared. First the first base optimizer steps until its plateau, and every other one takes
 * two steps. Then the meta model proposes descriptions and compositions, and each of them takes two
 * steps. Then rungs keep a third of the arms (successive halving, Li et al. 2018). Before each, the
 * meta model states what the failures have in common. The last rung goes to an optimizer that did
 * not make the best program. If there are many validation items, half of them are enough before the
 * rungs. At the end, fresh batches confirm the gain of a learned or submitted optimizer.
 *
 * @param half the validation items that count before the rungs
 * @param active the arms that step in this part
 * @param waiting what the race waits for, in order; empty at its end
 */
public record Race(
        RaceRules rules,
        Findings findings,
        HalfSet half,
        RacePart part,
        List<Integer> active,
        List<Work> waiting) {
    public Race {
        active = List.copyOf(active);
        waiting = List.copyOf(waiting);
    }

    /** Starts a race from the seed program and its scores. */
    public static Race begin(RaceRules rules, ScoredProgram seed) {
        List<Arm> arms = new ArrayList<>();
        for (OptimizerSpec spec : rules.optimizers())
            arms.add(Arm.of(arms.size(), rules.origin(arms.size()), spec, Cost.NONE));
        HalfSet half = HalfSet.of(rules, seed);
        Findings none = Findings.of(arms, half.start());
        return new Race(rules, none, half, RacePart.FIRST, List.of(0), List.of()).step();
    }

    public boolean isOver() {
        return waiting.isEmpty();
    }

    /** Returns whether the last steps found no better program. */
    public boolean isPlateau() {
        return part.isPlateau();
    }

    public List<Arm> arms() {
        return findings.arms();
    }

    public List<ScoredProgram> pool() {
        return findings.pool();
    }

    /** Returns the best program so far; the newest of equals. */
    public ScoredProgram best() {
        return findings.best();
    }

    /** Returns how often critiques led to right answers. */
    public CriticMeasure critic() {
        return CriticMeasure.of(findings.steps());
    }

    /** Returns the arm of a base optimizer's descriptions with the largest gain. */
    public Arm leader(int base) {
        return arms().stream()
                .filter(arm -> arm.origin().isOf(base))
                .reduce((best, arm) -> arm.gain() > best.gain() ? arm : best)
                .orElseThrow();
    }

    /** Returns the best program that an arm made; null if none of its programs was the best. */
    public @Nullable ScoredProgram bestOf(Arm arm) {
        return Stream.concat(findings.earlier().stream(), pool().stream())
                .filter(scored -> scored.arm() == arm.number() && !scored.isMerge())
                .reduce(
                        (best, one) ->
                                one.items() > best.items() || one.mean() >= best.mean()
                                        ? one
                                        : best)
                .orElse(null);
    }

    /** Continues after an answer to each {@link #waiting}, in the same order. */
    public Race after(List<Answer> answers) {
        return switch (waiting.getFirst()) {
            case Work.Describe describe -> NewArms.of(this, answers);
            case Work.Compose compose -> NewArms.of(this, answers);
            case Work.Diagnose diagnose -> FailureDiagnosis.after(this, answers);
            case Work.Step step -> stepped(answers);
            case Work.Validate validate -> validated(validate, report(answers.getFirst()));
        };
    }

    /** Whether the race waits for proposals of which some may be left out. */
    public boolean mayNarrow() {
        return !isOver()
                && waiting.getFirst() instanceof Work.Step
                && !(leg() instanceof Leg.Confirmation);
    }

    /** Waits for these of its proposals only. */
    public Race narrowed(List<Work> proposals) {
        return waiting(proposals);
    }

    /** Ends the race with what it has. */
    public Race stopped() {
        return waiting(List.of());
    }

    /** Ends the race, after a validation on all items of what was the best on half of them. */
    public Race ended() {
        // The race waits for this validation already. Its calls were reserved before.
        if (!isOver() && waiting.getFirst() instanceof Work.Validate one && one.again())
            return this;
        if (!half.isUsed()) return stopped();
        return best().arm() == ScoredProgram.SEED ? fromSeed().stopped() : onAllItems();
    }

    /** All proposals of a step are decided together. */
    private Race stepped(List<Answer> answers) {
        List<Arm> all = new ArrayList<>(arms());
        List<BatchScore> scores = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            BatchScore score = BatchScore.of((Work.Step) waiting.get(i), report(answers.get(i)));
            scores.add(score);
            Arm arm = all.get(score.arm());
            all.set(
                    score.arm(),
                    score.judgesArm() ? arm.with(score) : arm.spent(score.report().cost()));
        }
        Findings now = findings.with(all);
        if (leg() instanceof Leg.Confirmation)
            return with(now.with(Confirmation.of(scores))).nextPart();
        Race next = with(now.withStep(scores));
        Optional<BatchScore> better = BatchScore.best(scores, findings::has);
        if (better.isPresent()) return next.validating(better.get());
        Optional<BatchScore> shorter =
                part.shortened() ? Optional.empty() : BatchScore.shorter(scores, findings::has);
        return shorter.map(score -> next.at(part.shortening()).validating(score))
                .orElseGet(() -> next.endStep(false));
    }

    private Race validating(BatchScore score) {
        return waiting(Assignments.validation(this, score));
    }

    private Race validated(Work.Validate work, ScoreAggregated report) {
        Race next = joined(work, report);
        boolean better = next.best().mean() > best().mean();
        if (work.isMerge()) return (better ? next.at(part.improved()) : next).afterMerge();
        if (work.again()) return next.best().mean() == 1 ? next.stopped() : next.nextPart();
        return next.endStep(better);
    }

    private Race joined(Work.Validate work, ScoreAggregated report) {
        ScoredProgram scored =
                new ScoredProgram(
                        report.program(),
                        work.arm(),
                        work.parents(),
                        report.stats(),
                        report.outcomes());
        return isWhole(report) && Parents.join(this, scored) && isWorthItsExamples(scored)
                ? with(findings.with(scored, report.cost()))
                : with(findings.without(work.program().id(), work.arm(), report.cost()));
    }

    /**
     * Worked examples make every call longer, so a gain by chance is not enough for more of them.
     */
    private boolean isWorthItsExamples(ScoredProgram scored) {
        if (examples(scored) <= examples(best())) return true;
        PairedDifference gain = ItemScores.of(List.of(best(), scored)).difference(1, 0);
        return gain.low() > 0;
    }

    private static long examples(ScoredProgram scored) {
        return scored.program()
                .calls()
                .mapToLong(call -> WorkedExamples.count(call.prompt().value()))
                .sum();
    }

    /** A validation that ended early has no score of all items. */
    private static boolean isWhole(ScoreAggregated report) {
        return report.status() == ScoreAggregated.Status.OK && report.atMost() == null;
    }

    private Race afterMerge() {
        return best().mean() == 1 ? stopped() : steps();
    }

    private Race endStep(boolean better) {
        List<Arm> all = new ArrayList<>(arms());
        if (!(leg() instanceof Leg.Evidence))
            for (int number : active) all.set(number, all.get(number).stepped());
        Race next = with(findings.with(all)).at(part.stepped(better));
        if (next.best().mean() == 1) return half.isUsed() ? next.onAllItems() : next.stopped();
        if (isRung() && next.isPlateau()) return NextPart.of(next, rules.confirmation());
        return next.part.taken() < next.target() ? next.step() : next.nextPart();
    }

    Leg leg() {
        return rules.leg(part.number());
    }

    boolean isRung() {
        return leg() instanceof Leg.Rung;
    }

    /** Returns the number of steps of this part. */
    private int target() {
        return switch (leg()) {
            // A step that finds nothing better ends the evidence.
            case Leg.Evidence evidence -> part.idle() == 0 ? RaceRules.EVIDENCE : 0;
            case Leg.Rung rung -> rung.steps();
            case Leg.Base(int base) when base == 0 && !isPlateau() -> RaceRules.LEAD;
            case Leg.Base base -> RaceRules.FIRST_STEPS;
            case Leg.Descriptions descriptions -> RaceRules.FIRST_STEPS;
            case Leg.Composition composition -> RaceRules.FIRST_STEPS;
            case Leg.Confirmation confirmation -> 0;
            case Leg.End end -> 0;
        };
    }

    /** Returns the number of the current step in the batch order, which all its arms share. */
    int place() {
        return part.taken() + (leg() instanceof Leg.Rung rung ? rung.from() : 0);
    }

    Race nextPart() {
        int next = part.number() + 1;
        boolean ends = half.isUsed() && next >= rules.firstRung();
        return ends ? onAllItems() : NextPart.of(this, next);
    }

    /** The best program on half of the items must be better than the seed program on all. */
    private Race onAllItems() {
        ScoredProgram best = best();
        return best.arm() == ScoredProgram.SEED
                ? fromSeed().nextPart()
                : fromSeed().waiting(List.of(Assignments.again(best, half.seed())));
    }

    /** Returns the race with only the seed program, and its scores on all items. */
    private Race fromSeed() {
        return new Race(rules, findings.from(half.seed()), half.ended(), part, active, List.of());
    }

    Race step() {
        return Assignments.merge(this).map(merge -> waiting(List.of(merge))).orElseGet(this::steps);
    }

    private Race steps() {
        return waiting(Assignments.steps(this));
    }

    Race with(Findings now) {
        return new Race(rules, now, half, part, active, waiting);
    }

    Race at(RacePart now) {
        return new Race(rules, findings, half, now, active, waiting);
    }

    Race active(List<Integer> now) {
        return new Race(rules, findings, half, part, now, waiting);
    }

    Race waiting(List<Work> next) {
        return new Race(rules, findings, half, part, active, next);
    }

    private ScoreAggregated report(Answer answer) {
        if (answer instanceof Answer.Scored scored) return scored.report();
        throw unexpected(waiting.getFirst());
    }

    static IllegalStateException unexpected(Work work) {
        return new IllegalStateException("an answer to another request than " + work);
    }
}
