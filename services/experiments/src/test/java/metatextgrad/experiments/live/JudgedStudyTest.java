package metatextgrad.experiments.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import metatextgrad.cli.input.Inputs;
import metatextgrad.experiments.live.LiveStudy.Way;
import metatextgrad.json.Resources;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.world.WorldFile;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;

/** A project without right answers: a judge model scores its runs, and users decide. */
final class JudgedStudyTest {
    private static final Project PROJECT =
            Inputs.project("project", Resources.text("/projects/traffic.yaml"));

    private static final WorldFile WORLD = Worlds.find("demo");

    @Test
    void shouldServeABetterPromptByJudgeAndFeedback() {
        LiveOutcome frozen = LiveStudy.of(PROJECT, WORLD, 1_000, 1, Way.FROZEN);
        LiveOutcome judged = LiveStudy.of(judged(), WORLD, 1_000, 1, Way.PROMPTS);
        assertThat(judged.changes()).isPositive();
        assertThat(judged.served()).isGreaterThan(frozen.served());
    }

    private static Project judged() {
        AdaptSettings adapt = Objects.requireNonNull(PROJECT.adapt());
        AdaptSettings.Evidence known = adapt.evidence();
        return PROJECT.withAdapt(
                adapt.with(
                        new AdaptSettings.Evidence(
                                false,
                                true,
                                true,
                                "The brackets are closed in reverse order.",
                                known.within(),
                                known.after(),
                                known.missing())));
    }
}
