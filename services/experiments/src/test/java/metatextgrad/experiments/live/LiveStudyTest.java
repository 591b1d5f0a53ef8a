package metatextgrad.experiments.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import metatextgrad.cli.input.Inputs;
import metatextgrad.experiments.live.LiveStudy.Outcome;
import metatextgrad.experiments.live.LiveStudy.Way;
import metatextgrad.json.Resources;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** A project that adapts to its traffic, in memory. */
final class LiveStudyTest {
    private static final Project PROJECT =
            Inputs.project("project", Resources.text("/projects/traffic.yaml"));

    @Test
    void shouldServeABetterPromptInTheEnd() {
        Outcome frozen = served("demo", Way.FROZEN);
        Outcome adapting = served("demo", Way.ADAPT);
        assertThat(frozen.calls()).isZero();
        assertThat(adapting.changes()).isPositive();
        assertThat(adapting.served()).isGreaterThan(frozen.served());
    }

    @Test
    void shouldPromoteNothingWhereNoPromptHelps() {
        assertThat(served("null", Way.ADAPT).changes()).isZero();
    }

    @Test
    void shouldCompareACandidateOnEachWindowOnce() {
        AdaptSettings adapt = Objects.requireNonNull(PROJECT.adapt());
        Project eager = PROJECT.withAdapt(adapt.with(new AdaptSettings.Meta(1, .2)));
        Outcome both = LiveStudy.of(eager, "knowledge", false, 1_500, 1, Way.ADAPT);
        Outcome prompts = LiveStudy.of(eager, "knowledge", false, 1_500, 1, Way.PROMPTS);
        assertThat(both.compared()).isPositive().isLessThan(both.windows());
        assertThat(both.adopted()).isZero();
        assertThat(both.calls()).isGreaterThan(prompts.calls());
        assertThat(prompts.compared()).isZero();
    }

    @Test
    void shouldServeTheSameWithTheSameSeed() {
        assertThat(served("demo", 400, Way.NAIVE)).isEqualTo(served("demo", 400, Way.NAIVE));
    }

    private static Outcome served(String world, Way way) {
        return served(world, 1_000, way);
    }

    private static Outcome served(String world, int tasks, Way way) {
        return LiveStudy.of(PROJECT, world, false, tasks, 1, way);
    }
}
