package metatextgrad.race;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.StepOperator;
import metatextgrad.model.TaskId;
import metatextgrad.model.project.MetaSettings.ParentRule;

/** What the arms of a race do next. Pure. */
final class Assignments {
    private Assignments() {}

    /** Returns the proposals of the active arms: all from one program, on the same batches. */
    static List<Work> steps(Race race) {
        Program parent = Parents.next(race).program();
        List<Work> steps = new ArrayList<>();
        Operators operators = Operators.of(race);
        boolean evidence = race.leg() instanceof RaceRules.Leg.Evidence;
        for (int place = 0; place < race.active().size(); place++) {
            Arm arm = race.arms().get(race.active().get(place));
            int turn = race.part().taken() + place;
            for (int slot = 0; slot < RaceRules.PROPOSALS; slot++)
                steps.add(
                        evidence
                                ? evidence(race, arm, slot, parent, operators)
                                : step(race, arm, slot, parent, operators, turn));
        }
        return steps;
    }

    private static Work.Step step(
            Race race, Arm arm, int slot, Program parent, Operators operators, int turn) {
        int step = arm.steps() + 1;
        int batch = race.place();
        OptimizerSpec one = arm.step(step);
        StepOperator operator = operators.of(one, parent, slot, turn);
        // The critiques of the step before measure the critic: recorded answers cost nothing.
        int own = operator.kind() == StepOperator.Kind.APPLY ? slot - RaceRules.PROPOSALS : slot;
        return new Work.Step(
                arm.number(), step, slot, one, parent, operator, batch * RaceRules.PROPOSALS + own);
    }

    /** All kinds of evidence are read from the same tasks: recorded answers cost nothing. */
    private static Work.Step evidence(
            Race race, Arm arm, int slot, Program parent, Operators operators) {
        OptimizerSpec one = arm.step(1);
        return new Work.Step(
                arm.number(),
                Work.Step.OF_EVIDENCE,
                race.place() * RaceRules.PROPOSALS + slot,
                one,
                parent,
                operators.of(one, parent, slot, race.part().taken()),
                (RaceRules.EVIDENCE_PLACE + race.place()) * RaceRules.PROPOSALS);
    }

    /** Returns the validation of a proposal. */
    static List<Work> validation(Race race, BatchScore score) {
        Work.Step made = score.work();
        return List.of(
                new Work.Validate(
                        score.arm(),
                        made.step(),
                        made.slot(),
                        score.program(),
                        List.of(made.parent().id()),
                        atLeast(race),
                        first(race),
                        race.half().items().size(),
                        false));
    }

    /** Items that do not count are the last ones. */
    private static List<TaskId> first(Race race) {
        Set<TaskId> order = new LinkedHashSet<>(race.best().wrong());
        order.addAll(race.half().items());
        return List.copyOf(order);
    }

    /** Returns the validation on all items of the best program on half of them. */
    static Work again(ScoredProgram best, ScoredProgram seed) {
        return new Work.Validate(
                best.arm(),
                0,
                0,
                best.program(),
                best.parents(),
                seed.mean(),
                seed.wrong(),
                0,
                true);
    }

    /** Returns the validation of a merge, which precedes a step of the rungs; empty for none. */
    static Optional<Work> merge(Race race) {
        if (!race.isRung() || race.rules().parents() != ParentRule.PARETO) return Optional.empty();
        int step = race.place() + 1;
        return ProgramMerge.next(race.pool(), race.findings()::has)
                .map(
                        merge ->
                                new Work.Validate(
                                        merge.better().arm(),
                                        step,
                                        0,
                                        merge.program(),
                                        List.of(
                                                merge.better().program().id(),
                                                merge.other().program().id()),
                                        atLeast(race),
                                        race.best().wrong(),
                                        0,
                                        false));
    }

    /** A program of the front can be the best one on the last item, with any score. */
    private static double atLeast(Race race) {
        return switch (race.rules().parents()) {
            case BEST -> race.best().mean();
            case PARETO -> 0;
        };
    }

    /** Returns a request for another description of each base optimizer. */
    static List<Work> descriptions(RaceRules rules, int round) {
        return IntStream.range(0, rules.optimizers().size())
                .<Work>mapToObj(base -> new Work.Describe(base, round, 0, List.of()))
                .toList();
    }
}
