package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.services.worker.scheduler.RetryPolicy.Next;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** FAULT 11, 15. */
final class RetryPolicyTest {
    private static final Reply LATE = new Reply.TimedOut("late");
    private static final Failure.OfCall EMPTY = new Failure.Content("empty");
    private static final Reply RESET = new Reply.TryAgain("reset", null, true);
    private static final Reply BUSY = new Reply.TryAgain("busy", null, false);

    private final RetryPolicy policy = RetryPolicy.standard();

    @Test
    void shouldEndWithAnAnswer() {
        Usage usage = new Usage(3, 4);

        Reply.Answered four = new Reply.Answered("4", usage, "m");
        assertThat(policy.after(four, 1, 1, .5))
                .isEqualTo(new Next.End(Outcome.OK, four, null, usage, false));
        assertThat(policy.after(new Reply.Unusable(EMPTY, usage), 1, 1, .5))
                .isEqualTo(new Next.End(Outcome.INVALID, null, EMPTY, usage, false));
        for (Failure.OfCall refused :
                List.of(new Failure.Content("400"), new Failure.Infrastructure("400"))) {
            assertThat(policy.after(new Reply.Refused(refused), 1, 1, .5))
                    .isEqualTo(new Next.End(Outcome.FAILED, null, refused, Usage.NONE, false));
        }
    }

    @Test
    @DisplayName("FAULT 15: an attempt that may be billed is repeated once at most")
    void shouldMakeAtMostTwoBilledAttempts() {
        assertThat(policy.after(RESET, 1, 1, .5)).isEqualTo(again(250, true));
        assertThat(policy.after(RESET, 2, 2, .5)).isEqualTo(failed("reset", true));
        assertThat(policy.after(LATE, 1, 1, .5)).isEqualTo(again(250, true));
        assertThat(policy.after(LATE, 2, 2, .5))
                .isEqualTo(
                        new Next.End(
                                Outcome.TIMEOUT,
                                null,
                                new Failure.Infrastructure("late"),
                                Usage.NONE,
                                true));
    }

    @Test
    void shouldRetryUnbilledAttemptsLonger() {
        assertThat(policy.after(BUSY, 1, 1, .5)).isEqualTo(again(250, false));
        assertThat(policy.after(BUSY, 2, 2, .5)).isEqualTo(again(500, false));
        assertThat(policy.after(BUSY, 9, 2, .5)).isEqualTo(again(15_000, false));
        assertThat(policy.after(BUSY, 10, 1, .5)).isEqualTo(failed("busy", false));
    }

    @Test
    void shouldWaitForRetryAfterPlusJitter() {
        Reply asked = new Reply.TryAgain("429", Duration.ofSeconds(7), false);

        assertThat(policy.after(asked, 1, 1, .5)).isEqualTo(again(7250, false));
    }

    @Test
    void shouldHoldWhileTheEnvironmentIsBroken() {
        assertThat(policy.after(new Reply.Unavailable("401"), 99, 2, .5))
                .isEqualTo(new Next.Hold("401", CircuitBreaker.Kind.ALL));
    }

    private static Next again(long millis, boolean billed) {
        return new Next.Again(Duration.ofMillis(millis), billed);
    }

    private static Next failed(String reason, boolean inDoubt) {
        return new Next.End(
                Outcome.FAILED, null, new Failure.Infrastructure(reason), Usage.NONE, inDoubt);
    }
}
