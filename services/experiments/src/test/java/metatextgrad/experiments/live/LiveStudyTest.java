package metatextgrad.experiments.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import metatextgrad.cli.input.Inputs;
import metatextgrad.experiments.live.LiveStudy.Way;
import metatextgrad.experiments.live.LiveStudy.Ways;
import metatextgrad.json.Resources;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.world.WorldFile;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;

/** A project that adapts to its traffic, in memory. */
final class LiveStudyTest {
    private static final Project PROJECT =
            Inputs.project("project", Resources.text("/projects/traffic.yaml"));

    @Test
    void shouldServeABetterPromptInTheEnd() {
        LiveOutcome frozen = served("demo", 1_000, Way.FROZEN);
        LiveOutcome adapting = served("demo", 1_000, Way.PROMPTS);
        assertThat(frozen.calls()).isZero();
        assertThat(frozen.dollars()).isZero();
        assertThat(adapting.changes()).isPositive();
        assertThat(adapting.served()).isGreaterThan(frozen.served());
        assertThat(adapting.pace())
                .extracting(LiveOutcome.Pace::tasks)
                .containsExactly(0, 300, 600);
        assertThat(adapting.pace().getFirst().calls()).isZero();
        assertThat(adapting.pace().getLast().calls()).isBetween(1L, adapting.calls());
        assertThat(adapting.pace().getLast().dollars()).isBetween(.0001, adapting.dollars());
    }

    @Test
    void shouldPromoteNothingWhereNoPromptHelps() {
        assertThat(served("null", 1_000, Way.ADAPT).changes()).isZero();
    }

    /**
     * The runs after a comparison use fewer calls. With few windows, the last one has no such run.
     */
    @Test
    void shouldCompareOptimizersWithAboutAsManyCallsAsWithout() {
        AdaptSettings adapt = Objects.requireNonNull(PROJECT.adapt());
        Project eager = PROJECT.withAdapt(adapt.with(new AdaptSettings.Meta(1, .2)));
        Ways ways = LiveStudy.of(eager, Worlds.find("knowledge"), 2_100, 1);
        assertThat(ways.adapting().compared()).isPositive();
        assertThat(ways.adapting().adopted()).isZero();
        assertThat(ways.prompts().compared()).isZero();
        assertThat(ways.adapting().calls() / (double) ways.prompts().calls()).isBetween(.9, 1.1);
    }

    @Test
    void shouldServeTheSameWithTheSameSeed() {
        assertThat(served("demo", 400, Way.NAIVE)).isEqualTo(served("demo", 400, Way.NAIVE));
    }

    /** The seed prompt has none, so the same answers are right as without an attacker. */
    @Test
    void shouldCountRightAnswersAlsoWhereTheTargetIsWrong() {
        LiveOutcome poisoned = served("poisoned", 400, Way.FROZEN);
        assertThat(poisoned.served()).isEqualTo(served("demo", 400, Way.FROZEN).served());
        assertThat(poisoned.marked()).isZero();
    }

    @Test
    void shouldPoisonTheStatedShareOfTheTasks() {
        WorldFile world = Worlds.find("poisoned").withPoison(.1);
        LiveTraffic traffic = new LiveTraffic(PROJECT, world, 1_000, 1);
        List<LiveTraffic.Answered> answers =
                IntStream.range(0, 1_000)
                        .mapToObj(place -> traffic.answer(PROJECT.seed(), place))
                        .toList();
        assertThat(answers).filteredOn(one -> one.right() != one.judged()).isNotEmpty();
        assertThat(
                        IntStream.range(0, 1_000)
                                .mapToObj(traffic::task)
                                .filter(task -> task.input().contains("Acme")))
                .hasSizeBetween(80, 120);
    }

    private static LiveOutcome served(String world, int tasks, Way way) {
        return LiveStudy.of(PROJECT, Worlds.find(world), tasks, 1, way);
    }
}
