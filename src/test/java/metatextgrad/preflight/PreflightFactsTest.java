package metatextgrad.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings.Targets;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** What a preflight reports without a call. */
final class PreflightFactsTest {
    private static final Project PROJECT = PreflightCases.project("large");
    private static final List<TaskSubmitted> LABELS =
            PreflightCases.tasks(Split.TRAIN, 12, i -> List.of("yes", "no", "maybe").get(i % 3));

    @Test
    void shouldReportTargetSetNamedTargetsAndLengths() {
        assertThat(PreflightFacts.of(PROJECT, LABELS, Map.of("small", 4096)).lines())
                .containsExactly(
                        "targets: closed: 3 labels in 12 rows; the prompt names 1 of 3",
                        "length: about 9 tokens of prompt, and 3 of the longest training row, of 4,096 that `small` takes");
    }

    @Test
    void shouldReportAnUnknownOrTooSmallContext() {
        assertThat(PreflightFacts.of(PROJECT, LABELS, Map.of("large", 4096)).lines())
                .last()
                .asString()
                .endsWith("; the context of `small` is unknown");
        assertThat(PreflightFacts.of(PROJECT, LABELS, Map.of("small", 8)).lines())
                .contains(
                        "warning: length: about 9 tokens of prompt, and 3 of the longest training row, more than the 8 that `small` takes: shorten the prompt or the rows");
    }

    @Test
    void shouldNotReadTargetsOfOtherSplits() {
        List<TaskSubmitted> more = new ArrayList<>(LABELS);
        more.addAll(PreflightCases.tasks(Split.VAL, 40, i -> "label " + i));
        more.addAll(PreflightCases.tasks(Split.TEST, 40, i -> "label " + i));

        assertThat(PreflightFacts.of(PROJECT, more, Map.of()).lines())
                .isEqualTo(PreflightFacts.of(PROJECT, LABELS, Map.of()).lines());
    }

    @Test
    void shouldDescribeNoFormOfPrivateTargets() {
        Project hidden = PROJECT.withLoop(PROJECT.loop().with(Targets.PRIVATE));
        List<TaskSubmitted> objects =
                PreflightCases.tasks(Split.TRAIN, 6, i -> "{\"secret\": " + i + "}");

        assertThat(PreflightFacts.of(hidden, objects, Map.of()).lines().getFirst())
                .isEqualTo("targets (private): pattern: one form; the prompt names 0 of 6");
        assertThat(PreflightFacts.of(PROJECT, objects, Map.of()).lines().getFirst())
                .contains("a JSON object with the field secret");
    }

    @Test
    void shouldReportRowsWithoutTargets() {
        assertThat(
                        PreflightFacts.of(
                                        PROJECT,
                                        PreflightCases.tasks(Split.TEST, 3, i -> "yes"),
                                        Map.of())
                                .lines())
                .contains("targets: no training row has a right answer");
    }
}
