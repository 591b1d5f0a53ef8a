package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class IdlePollsTest {
    private static final Duration ASKED = Duration.ofMillis(5);

    private final IdlePolls idle = new IdlePolls();

    @Test
    void shouldWaitLongerAfterFiveCommitIntervalsWithoutRecords() {
        assertThat(waits(ASKED, 1000)).isEqualTo(ASKED);
        assertThat(waits(ASKED, 1099)).isEqualTo(ASKED);
        assertThat(waits(ASKED, 1100)).isEqualTo(IdlePolls.LONGEST);
        assertThat(waits(ASKED, 1150)).isEqualTo(IdlePolls.LONGEST);
    }

    @Test
    void shouldWaitAsAskedAgainAfterRecords() {
        assertThat(waits(ASKED, 1000)).isEqualTo(ASKED);
        assertThat(waits(ASKED, 1100)).isEqualTo(IdlePolls.LONGEST);

        idle.busy();

        assertThat(waits(ASKED, 1120)).isEqualTo(ASKED);
        assertThat(waits(ASKED, 1219)).isEqualTo(ASKED);
        assertThat(waits(ASKED, 1220)).isEqualTo(IdlePolls.LONGEST);
    }

    /** Records that were processed for longer than that may not be committed yet. */
    @Test
    void shouldCountFromTheFirstPollAfterRecords() {
        idle.busy();

        assertThat(waits(ASKED, 5000)).isEqualTo(ASKED);
    }

    @Test
    void shouldNotWaitWhileAThreadHasOtherWork() {
        assertThat(waits(ASKED, 1000)).isEqualTo(ASKED);
        assertThat(waits(Duration.ZERO, 1100)).isZero();
        assertThat(waits(ASKED, 1100)).isEqualTo(ASKED);
    }

    @Test
    void shouldNeverWaitForLessThanAsked() {
        Duration second = Duration.ofSeconds(1);
        assertThat(waits(second, 0)).isEqualTo(second);
        assertThat(waits(second, 60_000)).isEqualTo(second);
    }

    private Duration waits(Duration asked, long millis) {
        return idle.wait(asked, Duration.ofMillis(millis).toNanos());
    }
}
