package metatextgrad.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;
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
    void shouldRefuseEvidenceThatCannotDecide() {
        assertThat(problems(Mode.PROPOSE, false, true, false, null))
                .containsExactly(
                        "adapt.evidence: runs need right answers or a judge to validate: add `truth`, or `judge` with `judge.rubric`");
        assertThat(problems(Mode.PROPOSE, true, false, true, null))
                .containsExactly(
                        "adapt.judge.rubric is missing: `evidence` has `judge`, which needs to know what a good answer is");
        assertThat(problems(Mode.PROPOSE, true, false, false, "polite"))
                .containsExactly(
                        "adapt.judge has no effect: add `judge` to `adapt.evidence`, or remove it");
        assertThat(problems(Mode.AUTO, false, false, true, "polite"))
                .containsExactly(
                        "adapt.mode: `auto` needs `truth` or `feedback` in `evidence`: what only a judge prefers, a person promotes: set `propose`");
        assertThat(problems(Mode.AUTO, false, true, true, "polite")).isEmpty();
        assertThat(problems(Mode.PROPOSE, false, false, true, "polite")).isEmpty();
        assertThat(problems(Mode.AUTO, true, false, true, "polite")).isEmpty();
    }

    @Test
    void shouldScoreWindowsByTheJudge() {
        assertThat(AdaptRules.ofWindows(PROJECT)).isEqualTo(PROJECT);
        EvaluatorSpec own = PROJECT.loop().evaluator();
        EvaluatorSpec judge =
                AdaptRules.ofWindows(Traffic.judgedBy(Mode.PROPOSE, false, true))
                        .loop()
                        .evaluator();
        assertThat(judge)
                .isEqualTo(EvaluatorSpec.with("rubric", Map.of("rubric", "The reply is polite.")));
        EvaluatorSpec either =
                AdaptRules.ofWindows(Traffic.judgedBy(Mode.PROPOSE, true, true)).loop().evaluator();
        assertThat(either.parts()).containsExactly(new EvaluatorSpec.Part(1, own));
    }

    private static List<String> problems(
            Mode mode, boolean truth, boolean feedback, boolean judge, @Nullable String rubric) {
        AdaptSettings.Evidence known = ADAPT.evidence();
        AdaptSettings adapt = Objects.requireNonNull(Traffic.project(mode).adapt());
        return AdaptRules.problems(
                PROJECT.withAdapt(
                        adapt.with(
                                new AdaptSettings.Evidence(
                                        truth,
                                        feedback,
                                        judge,
                                        rubric,
                                        known.within(),
                                        known.after(),
                                        known.missing()))));
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
