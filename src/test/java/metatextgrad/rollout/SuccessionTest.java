package metatextgrad.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import metatextgrad.model.Cost;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.rollout.Succession.Base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a contest makes way for a later result. */
final class SuccessionTest {
    private static final double LEVEL = .02;

    @ParameterizedTest
    @CsvSource({
        // Nothing speaks for the challenger, and the later result is better,
        "0, .05, .99, 32, CHALLENGER, .5, .7, true",
        "0, 0, 1.0, 32, OTHER, .5, .7, true",
        // or within its error, and the contest has had its share of the tasks.
        "0, .05, .99, 32, CHALLENGER, .5, .5, false",
        "0, -.05, .5, 288, CHALLENGER, .5, .6, false",
        "0, -.05, .5, 320, CHALLENGER, .5, .6, true",
        // With evidence, twelve points are within the error of one standard error each.
        "0, .05, 2, 320, CHALLENGER, .5, .62, false",
        // With 20 points, less an error of 13.5, it is decided sooner,
        "0, .05, 2, 32, CHALLENGER, .5, .7, true",
        // unless the contest is nearly decided,
        "0, .05, 30, 32, CHALLENGER, .5, .7, false",
        // or its own gain is large.
        "0, .6, 2, 32, CHALLENGER, .5, .7, false",
        // What a run found in the champion is no gain over the challenger.
        "0, .1, 2, 32, CHALLENGER, .5, .7, true",
        "0, .1, 2, 32, CHAMPION, .5, .7, false",
        "0, .05, 2, 32, CHAMPION, .5, .8, true",
        "0, .05, 2, 32, OTHER, .5, .8, false",
        // Only the gain above the margin is evidence.
        "0, .15, 2, 32, CHAMPION, .5, .8, false",
        "-.1, .15, 2, 32, CHAMPION, .5, .8, false",
        ".1, .15, 2, 32, CHAMPION, .5, .8, true",
    })
    void shouldMakeWayForWhatIsDecidedSooner(
            double margin,
            double gain,
            double evidence,
            int tasks,
            Base base,
            double seed,
            double best,
            boolean makesWay) {
        assertThat(
                        Succession.makesWay(
                                margin,
                                contest(gain, evidence, tasks),
                                later(scores(seed), scores(best)),
                                base,
                                LEVEL / 3))
                .isEqualTo(makesWay);
    }

    @Test
    void shouldReadTheScoresOfAnswersThatChoseNothing() {
        ScoreSummary seed = new ScoreSummary(stats(.5), stats(.5), null);
        ScoreSummary lucky = new ScoreSummary(stats(.9), stats(.5), null);
        assertThat(Succession.makesWay(0, contest(0, 1, 32), later(seed, lucky), Base.OTHER, LEVEL))
                .isFalse();
        assertThat(
                        Succession.makesWay(
                                0,
                                contest(0, 1, 32),
                                later(scores(.5), scores(.9)),
                                Base.OTHER,
                                LEVEL))
                .isTrue();
    }

    private static GateContest contest(double gain, double evidence, int tasks) {
        return new GateContest(
                Rolling.PROJECT,
                1,
                Rolling.NEW,
                Rolling.OLD,
                LEVEL,
                2,
                Collections.nCopies(tasks, gain),
                evidence,
                Cost.NONE,
                Cost.NONE,
                Cause.ROUND_UNDECIDED,
                1,
                0,
                Instant.EPOCH,
                "",
                new Serial(1));
    }

    private static ChallengerOffered later(ScoreSummary seed, ScoreSummary best) {
        return new ChallengerOffered(
                Rolling.PROJECT,
                new RunId("later"),
                RunKind.USER,
                Rolling.LEARNED,
                seed,
                Rolling.program("Later."),
                best,
                "tgd");
    }

    private static ScoreSummary scores(double mean) {
        return new ScoreSummary(stats(mean), null, null);
    }

    /** The standard error of the mean is .0957. */
    private static ScoreStats stats(double mean) {
        return new ScoreStats(0, 60, 0, 0, mean, mean - .1875, mean + .1875);
    }
}
