package metatextgrad.race;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.model.OptimizerSpec;

/** What the arms of a race do next. Pure. */
final class Assignments {
    private Assignments() {}

    /** Returns the proposals of the active arms: all from the best program, on the same batches. */
    static List<Work> steps(Race race) {
        List<Work> steps = new ArrayList<>();
        for (int number : race.active()) {
            Arm arm = race.arms().get(number);
            int step = arm.steps() + 1;
            int batch = race.batches() + race.taken();
            OptimizerSpec one = arm.spec().only(Math.min(step, arm.spec().steps()));
            for (int slot = 0; slot < RaceRules.PROPOSALS; slot++)
                steps.add(
                        new Work.Step(
                                number,
                                step,
                                slot,
                                one,
                                race.best().program(),
                                batch * RaceRules.PROPOSALS + slot));
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
