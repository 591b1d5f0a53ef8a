package metatextgrad.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.Project;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times of both versions to ten tasks, in milliseconds; the project allows 1.2 times. */
final class LatencyGuardTest {
    private static final Project PROJECT = Traffic.project(64);
    private static final int TASKS = 10;

    @ParameterizedTest
    @CsvSource({
        "10000, 12000", // just allowed
        "10000, 5000", // faster
        "100, 1099", // many times as long, but less than 100 ms a task
        "0, 90000", // the calls of the champion were not measured
        "0, 0"
    })
    void shouldLetPass(long before, long after) {
        assertThat(LatencyGuard.problem(PROJECT, contest(before, after), TASKS)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10000 | 12001 | 1.20 times as long: 1,200 ms against 1,000 ms a task",
                "100   | 1100  | 11.00 times as long: 110 ms against 10 ms a task",
            })
    void shouldStop(long before, long after, String reason) {
        assertThat(LatencyGuard.problem(PROJECT, contest(before, after), TASKS))
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
                GateContest.Stage.OPEN,
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
