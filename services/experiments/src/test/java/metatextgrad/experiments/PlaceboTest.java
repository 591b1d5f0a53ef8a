package metatextgrad.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.statistics.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceboTest {
    @Test
    void shouldHaveAboutTheLengthOfTheReplacedText() {
        for (int length = 100; length < 4000; length += 37) {
            String text = Placebo.ofLength(length, Seeds.of("test", length));
            assertThat(text.length()).isCloseTo(length, within(70));
            assertThat(text).startsWith("You are part of a system that improves prompts for ");
        }
    }

    @Test
    void shouldBeTheSameForOneSeedAndVaryWithIt() {
        assertThat(Placebo.ofLength(500, Seeds.of(1)))
                .isEqualTo(Placebo.ofLength(500, Seeds.of(1)));
        assertThat(
                        java.util.stream.IntStream.range(0, 20)
                                .mapToObj(i -> Placebo.ofLength(500, Seeds.of(i)))
                                .distinct())
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldReplaceTheDescriptionOfTheImprovedPhaseAndNothingElse(int improved) {
        OptimizerSpec given = spec("tgd", "a".repeat(300), "b".repeat(300));
        OptimizerSpec proposed = given.withTaskDescription(improved, "c".repeat(300));
        OptimizerSpec placebo = new PlaceboControl().prompt(proposed, given, 1, 0, 1);
        String text = Placebo.ofLength(300, Seeds.of("placebo", 1L, 0, 1));
        assertThat(placebo).isEqualTo(given.withTaskDescription(improved, text));
    }

    @Test
    void shouldKeepDescriptionsOfGivenOptimizersInAStructure() {
        OptimizerSpec given = spec("given", "old words");
        OptimizerSpec composed = spec("composed", "old words", "new words of the meta model");
        OptimizerSpec placebo = Placebo.instead(composed, List.of(given), Seeds.of(1));
        assertThat(placebo.phases().getFirst().taskDescription()).isEqualTo("old words");
        assertThat(placebo.phases().getLast().taskDescription())
                .startsWith("You are part of a system that improves prompts for ");
    }

    private static OptimizerSpec spec(String name, String... descriptions) {
        return new OptimizerSpec(
                name,
                java.util.Arrays.stream(descriptions)
                        .map(text -> Phase.plain("tgd", Aspect.PROMPT, 2, text))
                        .toList());
    }
}
