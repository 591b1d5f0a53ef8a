package metatextgrad.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.model.Cost;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.AdaptSettings.Gate;
import metatextgrad.model.project.AdaptSettings.Gate.Levels;
import metatextgrad.statistics.PromotionLevel;
import org.junit.jupiter.api.Test;

/** The forecast uses the rule of the gate, and the same arguments give the same numbers. */
final class GateForecastTest {
    private static final Gate GATE = new Gate(0, .05, Levels.PER_CONTEST, 3_000);

    @Test
    void shouldForecastTheSameEachTime() {
        assertThat(GateForecast.of(GATE, .05, .1, null, tasks -> tasks / 100.))
                .isEqualTo(GateForecast.of(GATE, .05, .1, null, tasks -> tasks / 100.));
    }

    @Test
    void shouldPrintTheseNumbers() {
        assertThat(GateForecast.of(GATE, .05, .1, null, tasks -> tasks / 100.))
                .isEqualTo(new GateForecast(.1, 1, 0, 0, 237.315, 208, 2.5167999999999973));
    }

    @Test
    void shouldNeedFewerTasksForALargerGain() {
        List<GateForecast> rows =
                List.of(.03, .05, .1).stream()
                        .map(gain -> GateForecast.of(GATE, .05, gain, null, null))
                        .toList();
        assertThat(rows.get(0).medianTasks()).isGreaterThan(rows.get(1).medianTasks());
        assertThat(rows.get(1).medianTasks()).isGreaterThan(rows.get(2).medianTasks());
        assertThat(rows).extracting(GateForecast::days).containsOnlyNulls();
    }

    @Test
    void shouldEndUndecidedWithFewTasks() {
        Gate few = new Gate(0, .05, Levels.PER_CONTEST, 20);
        GateForecast row = GateForecast.of(few, .001, .03, null, tasks -> tasks);
        assertThat(row.undecided()).isEqualTo(1);
        assertThat(row.tasks()).isEqualTo(20);
        assertThat(row.days()).isEqualTo(20);
    }

    @Test
    void shouldTakeTheLevelOfTheNextContest() {
        Gate lond = new Gate(0, .05, Levels.E_LOND, 3_000);
        assertThat(GateForecast.level(lond, null)).isEqualTo(PromotionLevel.eLond(.05, 1, 0));
        assertThat(GateForecast.level(lond, contest(List.of())))
                .isEqualTo(PromotionLevel.eLond(.05, 4, 2));
        assertThat(GateForecast.level(GATE, contest(List.of()))).isEqualTo(.05);
    }

    @Test
    void shouldTakeTheVarianceOfPastContests() {
        List<Double> half = IntStream.range(0, 40).mapToObj(i -> i % 2 == 0 ? 1. : 0.).toList();
        assertThat(GateForecast.variance(List.of(contest(half), contest(half))))
                .isCloseTo(80 * .25 / 78, within(1e-12));
        assertThat(GateForecast.variance(List.of(contest(half.subList(0, 29))))).isNull();
    }

    private static GateContest contest(List<Double> differences) {
        VersionId version = new VersionId("v");
        return new GateContest(
                new ProjectId("dyck"),
                3,
                version,
                version,
                .01,
                1,
                differences,
                1,
                Cost.NONE,
                Cost.NONE,
                Cause.WORSE_AT_GATE,
                3,
                2,
                Instant.EPOCH,
                "",
                new Serial(9));
    }
}
