package metatextgrad.cli.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import metatextgrad.cli.adapt.OptimizersView.InUse;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.OptimizerVersion.WindowEvidence;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.OptimizerContest.Comparison;
import metatextgrad.model.live.OptimizerContest.Observation;
import metatextgrad.model.live.OptimizerContest.Stage;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code mtg adapt status} shows of optimizers. */
final class OptimizersViewTest {
    private static final Project PROJECT =
            LoopScenario.project()
                    .withOptimizers(List.of(LoopScenario.project().optimizers().getFirst()));
    private static final OptimizerSpec GIVEN = PROJECT.optimizers().getFirst();
    private static final OptimizerVersion TRIED =
            new OptimizerVersion(
                    PROJECT.id(),
                    new RunId("adapt-words-000004"),
                    new TrialId("trial"),
                    GIVEN.withTaskDescription("better"),
                    List.of(GIVEN.contentId()),
                    new TaskId("drawn"),
                    null,
                    .5,
                    .25,
                    Verdict.LUCKY,
                    new Serial(1),
                    Cost.NONE,
                    false,
                    null,
                    null);
    private static final OptimizerContest OPEN =
            OptimizerContest.begun(1, 5, TRIED, GIVEN, LocalDate.EPOCH, 0)
                    .observed(new Observation(3, 12, .125, .25), 1.5, 100)
                    .comparing(new Comparison(2, 12));

    @Test
    void shouldShowTheOptimizersInUseWithTheirEvidence() {
        assertThat(OptimizersView.inUse(PROJECT, List.of(TRIED)))
                .extracting(InUse::text)
                .containsExactly("optimizer in use: tgd, as given");
        WindowEvidence known = new WindowEvidence(9, .1, 25);
        assertThat(
                        OptimizersView.inUse(
                                PROJECT, List.of(TRIED, TRIED.contested(known, Verdict.ADOPTED))))
                .extracting(InUse::text)
                .containsExactly(
                        "optimizer in use: tgd, made by run adapt-words-000004; +0.100 a step on 9 windows, evidence 25.0");
    }

    @Test
    void shouldShowTheCandidateWithItsWindowsSoFar() {
        assertThat(OptimizersView.candidate(state(null))).isNull();
        assertThat(OptimizersView.candidate(state(OPEN)))
                .isNotNull()
                .satisfies(candidate -> assertThat(candidate.window()).isEqualTo(2))
                .extracting(OptimizersView.Candidate::text)
                .isEqualTo(
                        "candidate optimizer 1: tgd of run adapt-words-000004 against tgd; +0.125 a step on 1 window, evidence 1.5 of 20; 8 windows or more decide");
    }

    @Test
    void shouldShowHowAContestEnded() {
        assertThat(OptimizersView.candidate(state(OPEN.ended(Stage.DROPPED, "not better: why"))))
                .isNotNull()
                .extracting(OptimizersView.Candidate::text)
                .isEqualTo(
                        "candidate optimizer 1: tgd of run adapt-words-000004 against tgd was dropped, not better: why");
    }

    private static AdaptState state(@Nullable OptimizerContest contest) {
        return new AdaptState(PROJECT, true, 6, null, PROJECT.seed(), "", contest, new Serial(1));
    }
}
