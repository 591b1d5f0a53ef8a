package metatextgrad.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import metatextgrad.model.Serial;
import metatextgrad.model.state.Contest;
import org.junit.jupiter.api.Test;

/** Measures how often a comparison is wrong, and how many answers it needs. */
final class ComparisonTest {
    private static final int CONTESTS = 400;

    /**
     * The comparison is read after each of 2,000 answers. Users give better scores by day than by
     * night.
     */
    @Test
    void shouldAlarmInAtMostFiveOfAHundredContestsOfEqualVersions() {
        for (double share : new double[] {.05, .1, .5, .95}) {
            int alarms = 0;
            int mismatches = 0;
            for (int seed = 0; seed < CONTESTS; seed++) {
                Random random = new Random(seed);
                Contest contest = begun(share);
                boolean alarmed = false;
                boolean mismatched = false;
                for (int i = 0; i < 2_000; i++) {
                    double good = i % 200 < 100 ? .9 : .3;
                    contest = answer(contest, random, good, good);
                    alarmed |= Comparison.worse(contest) >= Comparison.ALARM;
                    mismatched |= Comparison.mismatch(contest) >= Comparison.MISMATCH;
                }
                if (alarmed) alarms++;
                if (mismatched) mismatches++;
            }
            assertThat(alarms).as("alarms at share " + share).isLessThanOrEqualTo(CONTESTS / 20);
            assertThat(mismatches).as("stops at share " + share).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void shouldFindADropOfTwentyPointsWithAboutAThousandAnswersAtATenthOfTheTraffic() {
        int[] needed = new int[100];
        for (int seed = 0; seed < needed.length; seed++) {
            Random random = new Random(seed);
            Contest contest = begun(.1);
            while (Comparison.worse(contest) < Comparison.ALARM)
                contest = answer(contest, random, .7, .5);
            needed[seed] = contest.answers();
        }
        Arrays.sort(needed);
        assertThat(needed[50]).as("median").isBetween(800, 1_200);
    }

    @Test
    void shouldDetectBetterVersionsAsItDetectsWorseOnes() {
        Random random = new Random(7);
        Contest contest = begun(.3);
        for (int i = 0; i < 1_000; i++) contest = answer(contest, random, .4, .8);
        assertThat(contest.meanEffect()).isBetween(.3, .5);
        assertThat(Comparison.better(contest)).isGreaterThan(1e6);
        assertThat(Comparison.worse(contest)).isLessThan(.5);
    }

    private static Contest begun(double share) {
        return Contest.begun(Rolling.PROJECT, new Serial(1), share);
    }

    private static Contest answer(
            Contest contest, Random random, double champion, double challenger) {
        boolean other = random.nextDouble() < contest.share();
        boolean right = random.nextDouble() < (other ? challenger : champion);
        return Comparison.with(contest, other, right ? 1 : 0);
    }
}
