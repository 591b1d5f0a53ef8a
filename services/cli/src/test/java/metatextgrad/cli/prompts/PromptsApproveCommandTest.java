package metatextgrad.cli.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.rollout.ApprovalRule;
import metatextgrad.rollout.Rolling;
import org.junit.jupiter.api.Test;

/** What {@code mtg prompts approve} refuses before it sends, and the share that it sends. */
final class PromptsApproveCommandTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Project PROJECT = Traffic.project();
    private static final PromptVersion SEED = version(PROJECT.seed());
    private static final PromptVersion NEW = version(Rolling.program("Sort."));
    private static final VersionId FORMER = new VersionId("former");
    private static final PromptsServed HOLDBACK = table(new Serving.Holdback(FORMER, .05, NOON));

    @Test
    void shouldStateWhatAHoldbackWaitsFor() {
        assertThatThrownBy(() -> requireFree(HOLDBACK, 40, Duration.ofHours(6)))
                .isInstanceOfSatisfying(
                        EnvironmentProblem.class,
                        problem -> assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION))
                .hasMessage(
                        "the former champion former keeps its share, another version may serve in 18 h and after 160 more judged answers, or else in 7 days. To end that now: mtg prompts rollback %s --to %s",
                        PROJECT.id(), SEED.id());
        assertThatThrownBy(() -> requireFree(HOLDBACK, 200, Duration.ofMinutes(1_439)))
                .hasMessageContaining("another version may serve in 60 s. To end");
        assertThatCode(() -> requireFree(HOLDBACK, 200, Duration.ofHours(25)))
                .doesNotThrowAnyException();
        assertThatCode(() -> requireFree(HOLDBACK, 0, Duration.ofDays(8)))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAVersionWithoutAFrozenText() {
        Project frozen = PROJECT.withAdapt(PROJECT.adapt().withFrozen(List.of("the words")));
        PromptsServed alone = table(new Serving.Alone());
        assertThatThrownBy(() -> PromptsApproveCommand.requireFree(alone, NEW, frozen, 0, NOON))
                .hasMessageStartingWith(
                        "%s cannot serve: it lacks the frozen text `the words`. ", NEW.id());
        assertThatCode(() -> PromptsApproveCommand.requireFree(alone, NEW, PROJECT, 0, NOON))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldTakeTheShareOfTheProjectUnlessOneIsStated() {
        assertThat(ApprovalRule.share(null, PROJECT)).isEqualTo(.2);
        assertThat(ApprovalRule.share(.3, PROJECT)).isEqualTo(.3);
        assertThat(ApprovalRule.share(null, null)).isEqualTo(.1);
    }

    private static void requireFree(PromptsServed table, int answers, Duration after) {
        PromptsApproveCommand.requireFree(table, NEW, PROJECT, answers, NOON.plus(after));
    }

    private static PromptsServed table(Serving serving) {
        return new PromptsServed(
                PROJECT.id(), SEED.id(), List.of(), serving, "why", "ada", new Serial(3));
    }

    private static PromptVersion version(Program program) {
        return new PromptVersion(
                PROJECT.id(),
                program,
                null,
                new RunId("r"),
                RunKind.USER,
                "",
                new ScoreSummary(ScoreStats.EMPTY, null, null),
                null);
    }
}
