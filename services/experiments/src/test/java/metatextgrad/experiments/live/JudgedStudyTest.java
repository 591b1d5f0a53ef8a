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

/** A project without right answers: a judge model scores its runs, and users decide. */
final class JudgedStudyTest {
    private static final Project PROJECT =
            Inputs.project("project", Resources.text("/projects/traffic.yaml"));

    @Test
    void shouldServeABetterPromptByJudgeAndFeedback() {
        Outcome frozen = LiveStudy.of(PROJECT, "demo", false, 1_000, 1, Way.FROZEN);
        Outcome judged = LiveStudy.of(judged(), "demo", false, 1_000, 1, Way.PROMPTS);
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
