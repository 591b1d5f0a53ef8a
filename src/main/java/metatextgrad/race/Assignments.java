package metatextgrad.race;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.StepOperator;
import metatextgrad.model.StepOperator.Pattern;

/** What the arms of a race do next. Pure. */
final class Assignments {
    private Assignments() {}

    /** Returns the proposals of the active arms: all from the best program, on the same batches. */
    static List<Work> steps(Race race) {
        List<Work> steps = new ArrayList<>();
        List<Pattern> patterns = FailureDiagnosis.table(race.findings().patterns());
        for (int place = 0; place < race.active().size(); place++) {
            int number = race.active().get(place);
            Arm arm = race.arms().get(number);
            int step = arm.steps() + 1;
            int turn = RaceRules.placeInRung(step) + place;
            OptimizerSpec one = arm.spec().only(Math.min(step, arm.spec().steps()));
            for (int slot = 0; slot < RaceRules.PROPOSALS; slot++)
                steps.add(
                        new Work.Step(
                                number,
                                step,
                                slot,
                                one,
                                race.best().program(),
                                race.isRung()
                                        ? Operators.of(
                                                one, race.best().program(), slot, turn, patterns)
                                        : StepOperator.PLAIN,
                                (step - 1) * RaceRules.PROPOSALS + slot));
        }
        return steps;
    }

    /** Returns the validation of a proposal against the best program. */
    static List<Work> validation(ScoredProgram best, BatchScore score) {
        Work.Step made = score.work();
        return List.of(
                new Work.Validate(
                        score.arm(),
                        made.step(),
                        made.slot(),
                        score.program(),
                        best.mean(),
                        best.wrong()));
    }

    /** Returns a request for another description of each base optimizer. */
    static List<Work> descriptions(RaceRules rules, int round) {
        return IntStream.range(0, rules.optimizers().size())
                .<Work>mapToObj(base -> new Work.Describe(base, round, 0, List.of()))
                .toList();
    }
}
