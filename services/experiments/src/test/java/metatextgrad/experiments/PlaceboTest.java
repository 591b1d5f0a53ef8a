package metatextgrad.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.statistics.Seeds;
import org.junit.jupiter.api.Test;

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

    @Test
    void shouldReplaceTheLearnedDescriptionAndNothingElse() {
        OptimizerSpec spec = spec("learned", "a".repeat(300), "b".repeat(300));
        OptimizerSpec placebo = Placebo.instead(spec, Seeds.of(1));
        assertThat(placebo.phases().getFirst()).isEqualTo(spec.phases().getFirst());
        assertThat(placebo.taskDescription()).isNotEqualTo(spec.taskDescription());
        assertThat(placebo.withTaskDescription(spec.taskDescription())).isEqualTo(spec);
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
