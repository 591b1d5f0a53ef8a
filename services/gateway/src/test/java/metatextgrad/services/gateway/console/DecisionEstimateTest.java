package metatextgrad.services.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import metatextgrad.model.Cost;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DecisionEstimateTest {
    private static final Instant BEGUN = Instant.parse("2026-11-28T12:00:00Z");

    /** A contest that has used 100 tasks in two days; it passes with evidence 100. */
    private static GateContest contest(Cause cause, double evidence) {
        return new GateContest(
                new ProjectId("dyck"),
                1,
                new VersionId("b"),
                new VersionId("a"),
                .01,
                4,
                Collections.nCopies(100, 0.),
                evidence,
                Cost.NONE,
                Cost.NONE,
                cause,
                1,
                0,
                BEGUN.plus(Duration.ofDays(2)),
                "",
                new Serial(1));
    }

    @Test
    void shouldTakeAsLongAgainAtHalfTheEvidenceOnALogarithmicScale() {
        DecisionEstimate estimate =
                DecisionEstimate.of(contest(Cause.ROUND_UNDECIDED, 10), BEGUN, 600);

        assertThat(estimate.days()).isCloseTo(2, within(1e-9));
        assertThat(estimate.most()).isCloseTo(10, within(1e-9));
        assertThat(estimate.text()).isEqualTo("2.0 days, 10 days at most");
    }

    @Test
    void shouldNotExceedTheTimeInWhichTheTasksAreUsed() {
        DecisionEstimate estimate =
                DecisionEstimate.of(contest(Cause.ROUND_UNDECIDED, 1.01), BEGUN, 600);

        assertThat(estimate.days()).isEqualTo(estimate.most());
    }

    @Test
    void shouldStateThatEvidenceDoesNotGrow() {
        DecisionEstimate estimate =
                DecisionEstimate.of(contest(Cause.ROUND_UNDECIDED, .5), BEGUN, 102);

        assertThat(estimate.days()).isNull();
        assertThat(estimate.text())
                .isEqualTo(
                        "Evidence does not grow so far; the tasks are used up in less than 0.1 days at most");
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"TASKS_REQUESTED", "ROUND_UNDECIDED"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldEstimateNothingAfterTheEnd(Cause cause) {
        assertThat(DecisionEstimate.of(contest(cause, 10), BEGUN, 600)).isNull();
    }

    @Test
    void shouldEstimateNothingFromAFewMinutes() {
        Instant late = BEGUN.plus(Duration.ofDays(2)).minusSeconds(60);

        assertThat(DecisionEstimate.of(contest(Cause.ROUND_UNDECIDED, 10), late, 600)).isNull();
        assertThat(DecisionEstimate.of(contest(Cause.ROUND_UNDECIDED, 10), null, 600)).isNull();
    }
}
