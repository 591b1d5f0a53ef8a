package metatextgrad.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProgramId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import metatextgrad.race.RaceRules.Leg;

/**
 * A race of optimizers: who works on what now. Each part of the race is complete before anything is
 * decided, so the order of answers never matters. All arms of a part take the same batches.
 *
 * <p>First every base optimizer takes two steps. Then the meta model proposes descriptions and
 * compositions, and each of them takes two steps, from the best program so far. Then rungs keep a
 * third of the arms (successive halving, Li et al. 2018). The last rung gives the best program to
 * an optimizer that did not make it.
 *
 * @param arms all optimizers, in their order
 * @param pool the programs that reached the score of their parent on the whole validation set, in
 *     their order; the seed program first
 * @param beaten ids of the programs that did not: they are not validated again
 * @param leg the number of the current part
 * @param active the arms that step in this part
 * @param waiting what the race waits for, in order; empty at its end
 * @param unusable proposals that no optimizer came from
 * @param missed training tasks that the last steps showed to be wrong
 */
public record Race(
        RaceRules rules,
        List<Arm> arms,
        List<ScoredProgram> pool,
        List<ProgramId> beaten,
        int leg,
        List<Integer> active,
        List<Work> waiting,
        List<UnusableRound> unusable,
        List<MissedTask> missed) {
    private static final int MOST_MISSED = 4;

    /** A round of the meta level without a usable reply. */
    public record UnusableRound(
            MetaPhase phase, int base, int round, int repairs, String problem) {}

    public Race {
        arms = List.copyOf(arms);
        pool = List.copyOf(pool);
        beaten = List.copyOf(beaten);
        active = List.copyOf(active);
        waiting = List.copyOf(waiting);
        unusable = List.copyOf(unusable);
        missed = List.copyOf(missed);
    }

    /** Starts a race from the seed program and its scores. */
    public static Race begin(RaceRules rules, ScoredProgram seed) {
        List<Arm> arms = new ArrayList<>();
        for (OptimizerSpec spec : rules.optimizers())
            arms.add(Arm.of(arms.size(), Arm.Origin.base(arms.size()), spec, seed, Cost.NONE));
        List<Integer> all = IntStream.range(0, arms.size()).boxed().toList();
        return new Race(
                        rules,
                        arms,
                        List.of(seed),
                        List.of(),
                        0,
                        all,
                        List.of(),
                        List.of(),
                        List.of())
                .step();
    }

    public boolean isOver() {
        return waiting.isEmpty();
    }

    /** Returns the best program so far; the newest of equals. */
    public ScoredProgram best() {
        return pool.stream().reduce((best, one) -> one.mean() >= best.mean() ? one : best).get();
    }

    /** Returns the arm of a base optimizer's descriptions with the largest mean gain. */
    public Arm leader(int base) {
        return arms.stream()
                .filter(arm -> arm.origin().isOf(base))
                .reduce((best, arm) -> arm.gain() > best.gain() ? arm : best)
                .orElseThrow();
    }

    /** Continues after an answer to each {@link #waiting}, in the same order. */
    public Race after(List<Answer> answers) {
        return switch (waiting.getFirst()) {
            case Work.Describe describe -> NewArms.of(this, answers);
            case Work.Compose compose -> NewArms.of(this, answers);
            case Work.Step step -> stepped(answers);
            case Work.Validate validate -> validated(answers);
        };
    }

    /** Returns the race with only the first of what it waits for. */
    public Race first(int number) {
        return waiting(waiting.subList(0, number));
    }

    /** Ends the race with what it has. */
    public Race stopped() {
        return new Race(rules, arms, pool, beaten, leg, List.of(), List.of(), unusable, missed);
    }

    /** All proposals of a step are decided together: the gates first, then the validations. */
    private Race stepped(List<Answer> answers) {
        List<Arm> all = new ArrayList<>(arms);
        List<Work> validations = new ArrayList<>();
        TreeSet<String> known = new TreeSet<>();
        pool.forEach(scored -> known.add(scored.program().id().value()));
        beaten.forEach(program -> known.add(program.value()));
        for (int i = 0; i < answers.size(); i++) {
            Work.Step work = (Work.Step) waiting.get(i);
            ScoreAggregated report = report(answers.get(i), work);
            Arm arm = all.get(work.arm());
            all.set(work.arm(), arm.with(gain(report), report));
            ProgramId id = report.program().id();
            if (gain(report) > 0 && known.add(id.value()))
                validations.add(
                        new Work.Validate(
                                work.arm(),
                                work.step(),
                                work.slot(),
                                report.program(),
                                arm.best().mean(),
                                arm.best().wrong()));
        }
        Race next =
                new Race(
                        rules,
                        all,
                        pool,
                        beaten,
                        leg,
                        active,
                        validations,
                        unusable,
                        missed(answers));
        return validations.isEmpty() ? next.endStep() : next;
    }

    /**
     * Returns the tasks that these steps showed to be wrong; the earlier ones if there are none.
     */
    private List<MissedTask> missed(List<Answer> answers) {
        Map<String, MissedTask> now = new LinkedHashMap<>();
        for (int i = 0; i < answers.size(); i++)
            for (MissedTask one : report(answers.get(i), waiting.get(i)).missed())
                now.putIfAbsent(one.task().id().value(), one);
        return now.isEmpty() ? missed : now.values().stream().limit(MOST_MISSED).toList();
    }

    /** Returns the gain of a proposal on its batch; 0 if there is no proposal. */
    private static double gain(ScoreAggregated report) {
        ScoreStats before = report.before();
        return report.status() == ScoreAggregated.Status.OK && before != null
                ? report.stats().mean() - before.mean()
                : 0;
    }

    private Race validated(List<Answer> answers) {
        List<Arm> all = new ArrayList<>(arms);
        List<ScoredProgram> programs = new ArrayList<>(pool);
        List<ProgramId> lost = new ArrayList<>(beaten);
        for (int i = 0; i < answers.size(); i++) {
            Work.Validate work = (Work.Validate) waiting.get(i);
            ScoreAggregated report = report(answers.get(i), work);
            all.set(work.arm(), all.get(work.arm()).spent(report.cost()));
            if (!reaches(report, work.atLeast())) {
                lost.add(work.program().id());
                continue;
            }
            ScoredProgram scored =
                    new ScoredProgram(
                            report.program(), work.arm(), report.stats(), report.outcomes());
            programs.add(scored);
            Arm arm = all.get(work.arm());
            if (scored.mean() >= arm.best().mean()) all.set(work.arm(), arm.from(scored));
        }
        return new Race(rules, all, programs, lost, leg, active, List.of(), unusable, missed)
                .endStep();
    }

    /** A validation that ended early did not reach it. */
    private static boolean reaches(ScoreAggregated report, double atLeast) {
        return report.status() == ScoreAggregated.Status.OK
                && report.atMost() == null
                && report.stats().mean() >= atLeast;
    }

    private Race endStep() {
        List<Arm> all = new ArrayList<>(arms);
        for (int number : active) all.set(number, all.get(number).stepped());
        Race next = new Race(rules, all, pool, beaten, leg, active, List.of(), unusable, missed);
        if (best().mean() == 1) return next.stopped();
        int steps = all.get(active.getFirst()).steps();
        return steps < target() ? next.step() : next.nextLeg();
    }

    /** Returns the steps in all that the active arms take in this part. */
    private int target() {
        return rules.leg(leg) instanceof Leg.Rung rung ? rung.steps() : RaceRules.FIRST_STEPS;
    }

    Race nextLeg() {
        Race next =
                new Race(
                        rules, arms, pool, beaten, leg + 1, List.of(), List.of(), unusable, missed);
        return switch (rules.leg(leg + 1)) {
            case Leg.Bases bases ->
                    throw new IllegalStateException("a race begins with its base optimizers");
            case Leg.Descriptions(int round) -> next.waiting(descriptions(round));
            case Leg.Composition(int round) ->
                    next.waiting(List.of(new Work.Compose(round, 0, List.of())));
            case Leg.Rung rung -> Halving.of(next, rung).step();
            case Leg.End end -> next.stopped();
        };
    }

    private List<Work> descriptions(int round) {
        return IntStream.range(0, rules.optimizers().size())
                .<Work>mapToObj(base -> new Work.Describe(base, round, 0, List.of()))
                .toList();
    }

    Race step() {
        List<Work> steps = new ArrayList<>();
        for (int number : active) {
            Arm arm = arms.get(number);
            int step = arm.steps() + 1;
            OptimizerSpec one = arm.spec().only(Math.min(step, arm.spec().steps()));
            for (int slot = 0; slot < RaceRules.PROPOSALS; slot++)
                steps.add(
                        new Work.Step(
                                number,
                                step,
                                slot,
                                one,
                                arm.best().program(),
                                (step - 1) * RaceRules.PROPOSALS + slot));
        }
        return waiting(steps);
    }

    private Race waiting(List<Work> next) {
        return new Race(rules, arms, pool, beaten, leg, active, next, unusable, missed);
    }

    private static ScoreAggregated report(Answer answer, Work work) {
        if (answer instanceof Answer.Scored scored) return scored.report();
        throw unexpected(work);
    }

    static IllegalStateException unexpected(Work work) {
        return new IllegalStateException("an answer to another request than " + work);
    }
}
