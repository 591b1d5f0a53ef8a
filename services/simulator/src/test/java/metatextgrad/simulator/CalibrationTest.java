package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CalibrationTest {
    private final RoleClient demo = new RoleClient(new Simulator(Worlds.find("demo"), 1));

    @ParameterizedTest
    @EnumSource
    void shouldSolveAboutHalfWithASeedPromptAndMostWithThreeSkills(TaskFamily task) {
        List<String> items = Items.of(task, 1, 1000);
        double seed = demo.accuracy(Prompts.seed(task), items);
        double taught = demo.accuracy(Prompts.threeSkills(task), items);
        double soup = demo.accuracy(Prompts.keywords(task), items);
        System.out.printf(
                "%s seed %.3f three skills %.3f keywords %.3f%n", task, seed, taught, soup);
        assertThat(seed).isBetween(.35, .55);
        assertThat(taught).isBetween(.8, .9);
        assertThat(soup).isLessThan(taught - .2);
    }

    @ParameterizedTest
    @EnumSource
    void shouldScoreTheSameForAllPromptsInANullWorld(TaskFamily task) {
        RoleClient nothing = new RoleClient(new Simulator(Worlds.find("null"), 1));
        List<String> items = Items.of(task, 1, 1000);
        double seed = nothing.accuracy(Prompts.seed(task), items);
        double taught = nothing.accuracy(Prompts.threeSkills(task), items);
        assertThat(taught).isBetween(seed - .06, seed + .06);
    }

    @ParameterizedTest
    @EnumSource
    void shouldDifferBetweenParaphrasesAtTheRateOfTheFormula(TaskFamily task) {
        List<String> items = Items.of(task, 2, 1000);
        String one = Prompts.oneSkill(task);
        String other = "Please read this with care.\n" + one;
        long differ =
                items.stream()
                        .filter(item -> demo.isRight(one, item, 0) != demo.isRight(other, item, 0))
                        .count();
        System.out.printf(
                "%s at %.3f: %d of 1000 differ%n", task, demo.accuracy(one, items), differ);
        assertThat(demo.accuracy(one, items)).isBetween(.65, .75);
        assertThat(differ / 1000.0).isBetween(.15, .3);
    }
}
