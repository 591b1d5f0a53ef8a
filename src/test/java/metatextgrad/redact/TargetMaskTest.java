package metatextgrad.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.LoopSettings.Targets;
import metatextgrad.model.project.ModelSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a private right answer is found in a text. */
final class TargetMaskTest {
    private static final LoopSettings PRIVATE = settings().with(Targets.PRIVATE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ada Lovelace | It was ADA   lovelace. | It was [private answer].",
                "team | Send it to Team, not to teams. | Send it to [private answer], not to teams.",
                "A | A letter: a or A. | [private answer] letter: a or [private answer].",
                "AB1234567 | xAB1234567y | x[private answer]y",
                "$1 | It costs $1 today | It costs [private answer] today",
                "42 | 42, 420 and 4.2 | [private answer], 420 and 4.2",
                "Öl | Öl und Öle | [private answer] und Öle"
            })
    void shouldHideARightAnswerWordForWord(String target, String text, String hidden) {
        TargetMask mask = TargetMask.of(PRIVATE, task(target));

        assertThat(mask.in(text)).isEqualTo(hidden);
        assertThat(mask.names(text, List.of())).isTrue();
        assertThat(mask.names(text, List.of("known: " + text))).isFalse();
        assertThat(mask.names(hidden, List.of())).isFalse();
    }

    @Test
    void shouldHideTheLongestOfSeveralRightAnswers() {
        TargetMask mask = TargetMask.of(PRIVATE, List.of(task("red"), task("red wine")));

        assertThat(mask.in("red wine or red")).isEqualTo("[private answer] or [private answer]");
    }

    @Test
    void shouldShowATaskWithoutItsTarget() {
        TaskSubmitted shown = TargetMask.shown(PRIVATE, task("question"));

        assertThat(shown.target()).isNull();
        assertThat(shown.input()).isEqualTo("a [private answer]");
        assertThat(shown.id()).isEqualTo(new TaskId("t"));
    }

    @Test
    void shouldHideNothingOfPublicTargets() {
        LoopSettings open = settings();

        assertThat(TargetMask.of(open, task("red")).in("red")).isEqualTo("red");
        assertThat(TargetMask.of(PRIVATE, task(null)).in("red")).isEqualTo("red");
        assertThat(TargetMask.shown(open, task("red"))).isEqualTo(task("red"));
    }

    private static LoopSettings settings() {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) models.put(role, new ModelSpec("m", 0, 100, 30));
        return new LoopSettings(
                EvaluatorSpec.named("exact"),
                AnswerParsing.STRICT,
                "questions",
                models,
                3,
                AcceptanceRule.PAPER,
                true,
                1,
                1,
                2048,
                Set.of());
    }

    private static TaskSubmitted task(@Nullable String target) {
        return new TaskSubmitted(
                new ProjectId("p"), new TaskId("t"), "a question", target, null, null, null);
    }
}
