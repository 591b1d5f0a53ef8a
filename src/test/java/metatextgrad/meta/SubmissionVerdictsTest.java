package metatextgrad.meta;

import static metatextgrad.meta.RunEventSamples.KEYS;
import static metatextgrad.meta.RunEventSamples.PROJECT;
import static metatextgrad.meta.RunEventSamples.SPEC;
import static metatextgrad.meta.RunEventSamples.failure;
import static metatextgrad.meta.RunEventSamples.score;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.Decision;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated;
import org.junit.jupiter.api.Test;

/** The verdicts of a run on submitted optimizers. */
final class SubmissionVerdictsTest {
    private static final TrialId OWN = KEYS.trial("prompt", 0, 0);
    private static final TrialId THEIRS = KEYS.trial("prompt", 1, 0);
    private static final OptimizerVersion OFFER = offer(PROJECT);

    @Test
    void shouldAdoptASubmissionThatScoresHigherThanTheRunsOptimizers() {
        OptimizerVersion answer =
                answers(OFFER, score(OWN, 3, null), score(THEIRS, 4, null)).getFirst();

        assertThat(answer.key()).isEqualTo(OFFER.key());
        assertThat(answer.serial()).isEqualTo(new Serial(2));
        assertThat(answer.verdict()).isEqualTo(Verdict.ADOPTED);
        assertThat(answer.score()).isEqualTo(.4);
        assertThat(answer.against()).isEqualTo(.3);
        assertThat(answer.run()).isEqualTo(RunEventSamples.RUN);
        assertThat(answer.trial()).isEqualTo(THEIRS);
    }

    @Test
    void shouldRejectASubmissionThatScoresNoHigher() {
        assertThat(answers(OFFER, score(THEIRS, 3, null), score(OWN, 3, null)))
                .extracting(OptimizerVersion::verdict)
                .containsExactly(Verdict.REJECTED);
    }

    @Test
    void shouldReportAFailedTrial() {
        assertThat(answers(OFFER, score(OWN, 3, null), failure(THEIRS)))
                .extracting(OptimizerVersion::verdict, OptimizerVersion::score)
                .containsExactly(org.assertj.core.api.Assertions.tuple(Verdict.FAILED, null));
    }

    @Test
    void shouldDecideOnceAndOnlyForItsOwnProject() {
        assertThat(
                        answers(
                                offer(new ProjectId("other")),
                                score(OWN, 3, null),
                                score(THEIRS, 4, null)))
                .isEmpty();
        OptimizerVersion answered =
                answers(OFFER, score(OWN, 3, null), score(THEIRS, 4, null)).getFirst();
        assertThat(answers(answered, score(OWN, 3, null), score(THEIRS, 2, null))).isEmpty();
    }

    private static OptimizerVersion offer(ProjectId project) {
        return OptimizerVersion.offered(
                project, SPEC.withTaskDescription("You improve much."), null, new Serial(1));
    }

    /** Returns the verdicts of a whole run. */
    private static List<OptimizerVersion> answers(
            OptimizerVersion offer, ScoreAggregated one, ScoreAggregated other) {
        RunRequested request = RunEventSamples.submitted(offer);
        MetaDecider decider = new MetaDecider();
        MemoryRows rows = new MemoryRows();
        List<OptimizerVersion> answers = new ArrayList<>();
        for (Event event : List.of(request, score(KEYS.seed(), 1, null), one, other)) {
            Decision decision = decider.handle(rows, event);
            rows.apply(decision);
            for (Event emitted : decision.outputs()) {
                if (emitted instanceof OptimizerVersion version && version.submitted())
                    answers.add(version);
            }
        }
        return answers;
    }
}
