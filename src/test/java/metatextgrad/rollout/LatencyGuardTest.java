package metatextgrad.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.Project;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times of both versions to the same tasks, in milliseconds; the project allows 1.2 times. */
final class LatencyGuardTest {
    private static final Project PROJECT = Traffic.project(64);

    @ParameterizedTest
    @CsvSource({
        "200, 200000, 240000", // just allowed
        "200, 200000, 100000", // faster
        "200, 2000, 21999", // many times as long, but less than 100 ms a task
        "32, 64000, 90360", // with so few tasks it may be chance
        "200, 0, 900000", // the calls of the champion were not measured
        "200, 0, 0"
    })
    void shouldLetPass(int tasks, long before, long after) {
        assertThat(LatencyGuard.problem(PROJECT, contest(before, after), tasks)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | 200000 | 240001 | 1.20 times as long: 1,200 ms against 1,000 ms a task",
                "200 | 2000   | 22000  | 11.00 times as long: 110 ms against 10 ms a task",
                "32  | 64000  | 90361  | 1.41 times as long: 2,824 ms against 2,000 ms a task",
            })
    void shouldStop(int tasks, long before, long after, String reason) {
        assertThat(LatencyGuard.problem(PROJECT, contest(before, after), tasks))
                .isEqualTo("its answers to the same tasks took %s; guards.latency is 1.2", reason);
    }

    /** Calls of a judge are no part of an answer. */
    private static GateContest contest(long before, long after) {
        return new GateContest(
                PROJECT.id(),
                1,
                new VersionId("b"),
                new VersionId("a"),
                .05,
                1,
                List.of(),
                1,
                time(ModelRole.PROGRAM, before).plus(time(ModelRole.JUDGE, 1)),
                time(ModelRole.PROGRAM, after).plus(time(ModelRole.JUDGE, 900_000)),
                Cause.ROUND_UNDECIDED,
                1,
                0,
                Instant.EPOCH,
                "",
                new Serial(1));
    }

    private static Cost time(ModelRole role, long millis) {
        return Cost.of(role, new Cost.Spent(1, 0, 0, false, millis));
    }
}
