package metatextgrad.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import metatextgrad.model.Cost;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.GateContest.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a contest makes way for a later result. */
final class SuccessionTest {
    private static final double LEVEL = .02;

    @ParameterizedTest
    @CsvSource({
        // The tasks so far speak against the challenger.
        ".05, .99, .5, .5, true",
        "-.05, 1.0, .5, .7, true",
        // The later result is no better.
        ".05, 1.0, .5, .5, false",
        "-.05, 1.0, .5, .5, false",
        // Twelve points are within the error of one standard error each.
        ".05, 1.0, .5, .62, false",
        // With 20 points, less an error of 13.5, it is decided sooner,
        ".05, 1.0, .5, .7, true",
        // unless the contest is nearly decided,
        ".05, 30, .5, .7, false",
        // or its own gain is large.
        ".6, 1.0, .5, .7, false",
    })
    void shouldMakeWayForWhatIsDecidedSooner(
            double gain, double evidence, double seed, double best, boolean makesWay) {
        assertThat(Succession.makesWay(contest(gain, evidence), later(seed, best), LEVEL / 3))
                .isEqualTo(makesWay);
    }

    private static GateContest contest(double gain, double evidence) {
        return new GateContest(
                Rolling.PROJECT,
                1,
                Rolling.NEW,
                Rolling.OLD,
                LEVEL,
                2,
                Collections.nCopies(32, gain),
                evidence,
                Cost.NONE,
                Cost.NONE,
                Stage.OPEN,
                1,
                0,
                Instant.EPOCH,
                "",
                new Serial(1));
    }

    private static ChallengerOffered later(double seed, double best) {
        return new ChallengerOffered(
                Rolling.PROJECT,
                new RunId("later"),
                Rolling.LEARNED,
                scores(seed),
                Rolling.program("Later."),
                scores(best),
                "tgd");
    }

    /** The standard error of the mean is .0957. */
    private static ScoreSummary scores(double mean) {
        ScoreStats stats = new ScoreStats(0, 60, 0, 0, mean, mean - .1875, mean + .1875);
        return new ScoreSummary(stats, null, null);
    }
}
