package metatextgrad.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

final class AdaptRulesTest {
    private static final Project PROJECT = Traffic.project();
    private static final AdaptSettings ADAPT = Objects.requireNonNull(PROJECT.adapt());
    private static final OptimizerSpec DEMOS =
            new OptimizerSpec(
                    "examples", List.of(Phase.plain("demos", Aspect.DEMOS, 1, "Worked examples.")));

    @Test
    void shouldRefuseDemosUnlessPromptsMayCopyTasks() {
        Project demos = PROJECT.withOptimizers(List.of(PROJECT.optimizers().getFirst(), DEMOS));
        assertThat(AdaptRules.problems(PROJECT)).isEmpty();
        assertThat(AdaptRules.problems(demos))
                .containsExactly(
                        "optimizers: examples: strategy `demos` copies tasks into prompts, and `adapt` brings prompts to users: remove the optimizer, or set `adapt.shareable: true`");
        assertThat(AdaptRules.problems(demos.withAdapt(ADAPT.withShareable(true)))).isEmpty();
        assertThat(AdaptRules.problems(demos.withAdapt(null))).isEmpty();
    }

    @Test
    void shouldRefuseFrozenTextsThatNoPromptHas() {
        Project frozen = PROJECT.withAdapt(ADAPT.withFrozen(List.of("no such text")));
        assertThat(AdaptRules.problems(frozen))
                .singleElement()
                .asString()
                .startsWith("adapt.frozen: `no such text` is no node");
    }
}
