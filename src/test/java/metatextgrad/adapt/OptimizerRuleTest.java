package metatextgrad.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import metatextgrad.meta.RunEventSamples;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.OptimizerContest.Observation;
import metatextgrad.model.live.OptimizerContest.Stage;
import org.junit.jupiter.api.Test;

/** When a contest of optimizers ends, and how. */
final class OptimizerRuleTest {
    private static final int CONTESTS = 2_000;

    @Test
    void shouldAdoptAfterEightWindowsWithALargeGain() {
        OptimizerContest contest = begun();
        for (int window = 1; window < OptimizerRule.LEAST; window++) {
            contest = after(contest, window, .25);
            assertThat(contest.stage()).isEqualTo(Stage.OPEN);
        }
        contest = after(contest, OptimizerRule.LEAST, .25);
        assertThat(contest.stage()).isEqualTo(Stage.ADOPTED);
        assertThat(contest.reason())
                .isEqualTo("better: +0.250 a step on 8 windows, evidence 73.6 of 20");
        assertThat(contest.calls()).isEqualTo(80);
    }

    @Test
    void shouldDropAfterEightWindowsWithoutAGain() {
        OptimizerContest contest = begun();
        for (int window = 1; window < OptimizerRule.LEAST; window++)
            contest = after(contest, window, window % 2 == 0 ? .1 : -.1);
        assertThat(contest.stage()).isEqualTo(Stage.OPEN);
        contest = after(contest, OptimizerRule.LEAST, 0);
        assertThat(contest.stage()).isEqualTo(Stage.DROPPED);
        assertThat(contest.reason()).startsWith("not better: -0.01");
    }

    @Test
    void shouldDropAfterTheLastWindow() {
        OptimizerContest contest = begun();
        for (int window = 1; window < OptimizerRule.MOST; window++)
            contest = after(contest, window, .001);
        assertThat(contest.stage()).isEqualTo(Stage.OPEN);
        contest = after(contest, OptimizerRule.MOST, .001);
        assertThat(contest.stage()).isEqualTo(Stage.DROPPED);
        assertThat(contest.reason()).startsWith("not shown to be better: ");
    }

    @Test
    void shouldNotCountAWindowWithoutGains() {
        OptimizerContest contest = OptimizerRule.after(begun(), new Observation(1, 0, 0, 0), 5);
        assertThat(contest.known().windows()).isZero();
        assertThat(contest.evidence()).isEqualTo(1);
        assertThat(contest.calls()).isEqualTo(5);
    }

    /** The upper end of Wilson's 95 % interval of 2,000 contests is at most .06. */
    @Test
    void shouldRarelyAdoptWhatIsEquallyGood() {
        assertThat(windows(0, .13)).hasSizeLessThanOrEqualTo(99);
        assertThat(windows(0, .4)).hasSizeLessThanOrEqualTo(99);
    }

    /** With the bets of the gate it takes 17 windows (ADR 74). */
    @Test
    void shouldAdoptMostOfWhatGainsATenthAStepWithinDays() {
        List<Integer> windows = windows(.1, .13);

        assertThat(windows).hasSizeGreaterThan(CONTESTS * 93 / 100);
        assertThat(windows.get(windows.size() / 2)).isLessThanOrEqualTo(14);
    }

    /**
     * Returns the windows of all contests that adopt, the shortest first, if differences are normal
     * with this mean and deviation.
     */
    private static List<Integer> windows(double gain, double deviation) {
        SplittableRandom random = new SplittableRandom(58);
        List<Integer> adopted = new ArrayList<>();
        for (int i = 0; i < CONTESTS; i++) {
            OptimizerContest contest = begun();
            for (int window = 1; contest.stage() == Stage.OPEN; window++) {
                double difference = gain + deviation * random.nextGaussian();
                contest = after(contest, window, Math.clamp(difference, -1, 1));
            }
            if (contest.stage() == Stage.ADOPTED) adopted.add(contest.observations().size());
        }
        adopted.sort(null);
        return adopted;
    }

    private static OptimizerContest after(OptimizerContest contest, int window, double gain) {
        return OptimizerRule.after(contest, new Observation(window, 12, .1, .1 + gain), 10);
    }

    private static OptimizerContest begun() {
        OptimizerVersion candidate =
                Optimizers.described(
                        Optimizers.FIRST, RunEventSamples.SPEC, Verdict.LUCKY, "run", .1);
        return OptimizerContest.begun(
                1, 5, candidate, RunEventSamples.SPEC, LocalDate.of(2026, 11, 28), 0);
    }
}
