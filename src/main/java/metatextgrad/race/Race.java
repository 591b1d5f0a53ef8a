package metatextgrad.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import metatextgrad.race.RaceRules.Leg;
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
 * not make the best program. At the end, fresh batches confirm the gain of a learned or submitted
 * optimizer.
 *
 * @param leg the number of the current part
 * @param taken steps of the current part
 * @param idle steps since the last better program; those of both rungs count together
 * @param shortened whether this part validated a program for being shorter
 * @param active the arms that step in this part
 * @param waiting what the race waits for, in order; empty at its end
 */
public record Race(
        RaceRules rules,
        Findings findings,
        int leg,
        int taken,
        int idle,
        boolean shortened,
        List<Integer> active,
        List<Work> waiting) {
    private static final int MOST_MISSED = 4;

    public Race {
        active = List.copyOf(active);
        waiting = List.copyOf(waiting);
    }

    /** Starts a race from the seed program and its scores. */
    public static Race begin(RaceRules rules, ScoredProgram seed) {
        List<Arm> arms = new ArrayList<>();
        for (OptimizerSpec spec : rules.optimizers())
            arms.add(Arm.of(arms.size(), rules.origin(arms.size()), spec, Cost.NONE));
        return new Race(rules, Findings.of(arms, seed), 0, 0, 0, false, List.of(0), List.of())
                .step();
    }

    public boolean isOver() {
        return waiting.isEmpty();
    }

    /** Returns whether the last steps found no better program. */
    public boolean isPlateau() {
        return idle >= RaceRules.PLATEAU;
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

    /** Returns the arm of a base optimizer's descriptions with the largest gain. */
    public Arm leader(int base) {
        return arms().stream()
                .filter(arm -> arm.origin().isOf(base))
                .reduce((best, arm) -> arm.gain() > best.gain() ? arm : best)
                .orElseThrow();
    }

    /** Returns the best program that an arm made; null if none of its programs is in the pool. */
    public @Nullable ScoredProgram bestOf(Arm arm) {
        return pool().stream()
                .filter(scored -> scored.arm() == arm.number() && !scored.isMerge())
                .reduce((best, one) -> one.mean() >= best.mean() ? one : best)
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

    /** Ends the race with what it has. */
    public Race stopped() {
        return waiting(List.of());
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
        if (rules.leg(leg) instanceof Leg.Confirmation)
            return with(now.with(Confirmation.of(scores))).nextLeg();
        Race next =
                with(
                        now.withScores(scores)
                                .withMissed(missed(scores))
                                .withFailures(
                                        FailureDiagnosis.failures(findings.failures(), scores)));
        Optional<BatchScore> better = BatchScore.best(scores, findings::has);
        if (better.isPresent()) return next.validating(better.get());
        Optional<BatchScore> shorter =
                shortened ? Optional.empty() : BatchScore.shorter(scores, findings::has);
        return shorter.map(score -> next.shortened(true).validating(score))
                .orElseGet(() -> next.endStep(false));
    }

    private Race validating(BatchScore score) {
        return waiting(Assignments.validation(this, score));
    }

    /**
     * Returns the tasks that these steps showed to be wrong; the earlier ones if there are none.
     */
    private List<MissedTask> missed(List<BatchScore> scores) {
        Map<String, MissedTask> now = new LinkedHashMap<>();
        for (BatchScore score : scores)
            for (MissedTask one : score.report().missed())
                now.putIfAbsent(one.task().id().value(), one);
        return now.isEmpty()
                ? findings.missed()
                : now.values().stream().limit(MOST_MISSED).toList();
    }

    private Race validated(Work.Validate work, ScoreAggregated report) {
        Race next = joined(work, report);
        boolean better = next.best().mean() > best().mean();
        if (work.isMerge()) return (better ? next.idle(0) : next).afterMerge();
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
        return isWhole(report) && Parents.join(this, scored)
                ? with(findings.with(scored, report.cost()))
                : with(findings.without(work.program().id(), work.arm(), report.cost()));
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
        for (int number : active) all.set(number, all.get(number).stepped());
        Race next =
                new Race(
                        rules,
                        findings.with(all),
                        leg,
                        taken + 1,
                        better ? 0 : idle + 1,
                        shortened,
                        active,
                        waiting);
        if (next.best().mean() == 1) return next.stopped();
        if (isRung() && next.isPlateau()) return next.atLeg(rules.confirmation());
        return next.taken < next.target() ? next.step() : next.nextLeg();
    }

    boolean isRung() {
        return rules.leg(leg) instanceof Leg.Rung;
    }

    /** Returns the number of steps of this part. */
    private int target() {
        return switch (rules.leg(leg)) {
            case Leg.Rung rung -> rung.steps();
            case Leg.Base(int base) when base == 0 && !isPlateau() -> RaceRules.LEAD;
            case Leg.Base base -> RaceRules.FIRST_STEPS;
            case Leg.Descriptions descriptions -> RaceRules.FIRST_STEPS;
            case Leg.Composition composition -> RaceRules.FIRST_STEPS;
            case Leg.Confirmation confirmation -> 0;
            case Leg.End end -> 0;
        };
    }

    /** Returns the number of batches that no active arm has seen. */
    int batches() {
        return rules.leg(leg) instanceof Leg.Rung rung ? rung.from() : 0;
    }

    Race nextLeg() {
        return atLeg(leg + 1);
    }

    private Race atLeg(int number) {
        List<Integer> rivals = isRung() ? active : arms().stream().map(Arm::number).toList();
        Race next =
                new Race(
                        rules,
                        findings,
                        number,
                        0,
                        isRung() ? idle : 0,
                        false,
                        List.of(),
                        List.of());
        return switch (rules.leg(number)) {
            case Leg.Base(int base) -> next.active(List.of(base)).step();
            case Leg.Descriptions(int round) ->
                    next.waiting(Assignments.descriptions(rules, round));
            case Leg.Composition(int round) ->
                    next.waiting(List.of(new Work.Compose(round, 0, List.of())));
            case Leg.Rung rung -> next.active(rivals).diagnose(rung);
            case Leg.Confirmation confirmation ->
                    Confirmation.rivals(arms())
                            .map(two -> next.waiting(Confirmation.steps(two, pool().getFirst())))
                            .orElseGet(next::stopped);
            case Leg.End end -> next.stopped();
        };
    }

    /** Requests what the failures so far have in common; without any the rung begins at once. */
    private Race diagnose(Leg.Rung rung) {
        Race next = with(findings.withPatterns(List.of()));
        List<Work> requests = FailureDiagnosis.of(rung.steps(), findings.failures());
        return requests.isEmpty() ? next.beginRung() : next.waiting(requests);
    }

    /** Selects the arms of the current rung, and begins their first step in it. */
    Race beginRung() {
        if (rules.leg(leg) instanceof Leg.Rung rung) {
            List<Arm> rivals = active.stream().map(arms()::get).toList();
            return active(Halving.of(this, rivals, rung)).step();
        }
        throw new IllegalStateException("part " + leg + " of the race is no rung");
    }

    Race step() {
        return Assignments.merge(this).map(merge -> waiting(List.of(merge))).orElseGet(this::steps);
    }

    private Race steps() {
        return waiting(Assignments.steps(this));
    }

    Race with(Findings now) {
        return new Race(rules, now, leg, taken, idle, shortened, active, waiting);
    }

    Race active(List<Integer> now) {
        return new Race(rules, findings, leg, taken, idle, shortened, now, waiting);
    }

    Race waiting(List<Work> next) {
        return new Race(rules, findings, leg, taken, idle, shortened, active, next);
    }

    private Race idle(int steps) {
        return new Race(rules, findings, leg, taken, steps, shortened, active, waiting);
    }

    private Race shortened(boolean now) {
        return new Race(rules, findings, leg, taken, idle, now, active, waiting);
    }

    private ScoreAggregated report(Answer answer) {
        if (answer instanceof Answer.Scored scored) return scored.report();
        throw unexpected(waiting.getFirst());
    }

    static IllegalStateException unexpected(Work work) {
        return new IllegalStateException("an answer to another request than " + work);
    }
}
