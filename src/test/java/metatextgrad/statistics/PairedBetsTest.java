package metatextgrad.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The evidence of a gate. How often it is wrong is counted by {@code mtg experiment gate}. */
final class PairedBetsTest {
    private static final double[] STAKES = {.05, .1, .2, .4, .8};

    @Test
    void shouldBetOnTrafficAndOnThePoolAndCountTheSmallerWealth() {
        PairedBets bets = PairedBets.begun(10, .1).with(1).with(-1);
        double ofTraffic = 0;
        double ofPool = 0;
        for (double stake : STAKES) {
            double fair = .1;
            ofTraffic += (1 + stake / 1.1 * .9) * (1 + stake / 1.1 * -1.1) / 5;
            // After a gain of 1, the nine tasks that are left have a mean of 0.
            ofPool += (1 + stake / 1.1 * (1 - fair)) * (1 + stake * -1) / 5;
        }
        assertThat(bets.evidence()).isEqualTo(Math.min(ofTraffic, ofPool), within(1e-12));
        assertThat(bets.judged()).isEqualTo(2);
        assertThat(bets.sum()).isZero();
    }

    @Test
    void shouldNotFindAGainInThePoolThatTheTrafficMayNotHave() {
        PairedBets bets = PairedBets.begun(20, 0);
        for (int i = 0; i < 20; i++) bets = bets.with(i == 7 ? 1 : 0);
        // All tasks are known, so the mean of the pool is above 0 for certain.
        assertThat(bets.evidence()).isLessThan(2);
    }

    @Test
    void shouldStayFiniteAndLowWhereTheRestCannotUndoALoss() {
        PairedBets bets = PairedBets.begun(10, 0);
        for (int i = 0; i < 9; i++) bets = bets.with(-1);
        assertThat(bets.with(1).evidence()).isBetween(0.0, .3);
    }

    @Test
    void shouldNeedEightGainsInARowAtTheUsualLevel() {
        PairedBets bets = PairedBets.begun(1_000, 0);
        int judged = 0;
        while (bets.evidence() < 20) {
            bets = bets.with(1);
            judged++;
        }
        assertThat(judged).isEqualTo(8);
    }

    @Test
    void shouldRefuseATaskBeyondThePool() {
        PairedBets all = PairedBets.begun(1, 0).with(0);
        assertThatThrownBy(() -> all.with(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("all 1 tasks are judged");
    }
}
