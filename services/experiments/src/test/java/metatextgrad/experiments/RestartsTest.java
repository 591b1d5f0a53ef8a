package metatextgrad.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.statistics.ScoreAggregation;
import org.junit.jupiter.api.Test;

/** Restarts cost about as much as the search that they are compared with. */
final class RestartsTest {
    private static final Program SEED = LoopScenario.project().seed();

    private final List<Integer> trials = new ArrayList<>();

    /** The next step, to 540 calls, is not finished. */
    @Test
    void shouldCostExactlyTheTarget() {
        List<Restarts.Reached> reached = restarts(1, 2, 0).until(450, calls -> calls.total());
        assertThat(reached)
                .extracting(one -> one.spent().total())
                .containsExactly(100L, 210L, 320L, 430L, 450L);
        assertThat(reached.getLast().program()).isEqualTo(program(2));
        assertThat(reached.getLast().spent().of(ModelRole.OPTIMIZER)).isEqualTo(16);
        assertThat(trials).containsExactly(0, 1);
    }

    @Test
    void shouldContinueTheSameTrialsForAnotherCost() {
        Restarts restarts = restarts(0, 0, 0);
        restarts.until(400, calls -> calls.total());
        assertThat(calls(restarts.until(150, calls -> calls.of(ModelRole.PROGRAM) / 5.0)))
                .isEqualTo(781);
        assertThat(trials).containsExactly(0, 1, 2);
    }

    @Test
    void shouldReturnTheBestProgramSoFar() {
        Restarts restarts = restarts(1, 3, 2);
        List<Restarts.Reached> reached = restarts.until(430, calls -> calls.total());
        assertThat(reached).extracting(one -> one.score().correct()).containsExactly(0, 1, 3, 3);
        assertThat(reached.getFirst().program()).isEqualTo(SEED);
        assertThat(reached.getLast().program()).isEqualTo(program(3));
    }

    /** Two restarts: 4 right on half of the items are 2 on all, and then 3 on half are 1 on all. */
    @Test
    void shouldReplaceScoresOnHalfOfTheItemsInTheSameRestart() {
        CallsByRole step = new CallsByRole(Map.of(ModelRole.PROGRAM, 100L));
        Restarts.Reached seed = new Restarts.Reached(step, stats(0), SEED);
        Restarts restarts =
                new Restarts(
                        seed,
                        number ->
                                List.of(
                                        new RunTrace.Step(
                                                step, program(4 - number), stats(4 - number)),
                                        new RunTrace.Step(
                                                        step,
                                                        program(4 - number),
                                                        stats(2 - number))
                                                .replacingHalf()));
        assertThat(restarts.until(500, calls -> calls.total()))
                .extracting(one -> one.score().correct())
                .containsExactly(0, 4, 2, 3, 2);
    }

    private static long calls(List<Restarts.Reached> reached) {
        return reached.getLast().spent().total();
    }

    /** Trials of steps with these right answers; each step makes 110 calls. */
    private Restarts restarts(int... right) {
        CallsByRole step =
                new CallsByRole(Map.of(ModelRole.PROGRAM, 105L, ModelRole.OPTIMIZER, 5L));
        Restarts.Reached seed =
                new Restarts.Reached(
                        new CallsByRole(Map.of(ModelRole.PROGRAM, 100L)), stats(0), SEED);
        return new Restarts(
                seed,
                number -> {
                    trials.add(number);
                    List<RunTrace.Step> steps = new ArrayList<>();
                    for (int correct : right)
                        steps.add(new RunTrace.Step(step, program(correct), stats(correct)));
                    return steps;
                });
    }

    private static Program program(int correct) {
        return SEED.withPrompts(Map.of(SEED.trainable().getFirst().id(), "prompt " + correct));
    }

    private static ScoreStats stats(int correct) {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < 5; i++) scores.add(i < correct ? Score.CORRECT : Score.WRONG);
        return ScoreAggregation.of(scores);
    }
}
