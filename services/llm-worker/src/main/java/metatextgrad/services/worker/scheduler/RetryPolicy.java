package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Decides from a reply whether a call is retried. The only place for retry decisions. Pure.
 *
 * @param maxTries number of attempts, billed or not, before a call fails
 * @param maxPaidAttempts number of attempts that may have been billed
 * @param base the longest wait after the first attempt; it doubles with each further one
 * @param cap the longest wait
 */
public record RetryPolicy(int maxTries, int maxPaidAttempts, Duration base, Duration cap) {
    private static final int MAX_DOUBLINGS = 20;

    public RetryPolicy {
        if (maxTries < 1) throw new IllegalArgumentException("maxTries is below 1");
        if (maxPaidAttempts < 1) throw new IllegalArgumentException("maxPaidAttempts is below 1");
    }

    /** Returns ten tries over about a minute and a half, two of them billed. */
    public static RetryPolicy standard() {
        return new RetryPolicy(10, 2, Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    /** The next step after an attempt. */
    public sealed interface Next {
        /**
         * The call has ended.
         *
         * @param answer null if there is none
         * @param failure null if there is an answer
         * @param inDoubt whether its last attempt may have been billed without a received answer
         */
        record End(
                Outcome outcome,
                Reply.@Nullable Answered answer,
                @Nullable Failure failure,
                Usage usage,
                boolean inDoubt)
                implements Next {}

        /**
         * Another attempt.
         *
         * @param billed whether this one may have been
         */
        record Again(Duration pause, boolean billed) implements Next {}

        /**
         * No attempt until the circuit closes; this one was not billed.
         *
         * @param kind which circuit opens
         */
        record Hold(String reason, CircuitBreaker.Kind kind) implements Next {}

        /** Another attempt when the rate allows it; this one does not count. */
        record Queue() implements Next {}
    }

    /**
     * Returns the next step.
     *
     * @param tries number of attempts, including this one
     * @param paidAttempts number of attempts that may have been billed, including this one
     * @param jitter in [0, 1), the fraction of the longest pause to wait
     */
    public Next after(Reply reply, int tries, int paidAttempts, double jitter) {
        return switch (reply) {
            case Reply.Answered answered ->
                    new Next.End(Outcome.OK, answered, null, answered.usage(), false);
            case Reply.Unusable unusable ->
                    ended(Outcome.INVALID, unusable.failure(), unusable.usage(), false);
            case Reply.Refused refused ->
                    ended(Outcome.FAILED, refused.failure(), Usage.NONE, false);
            case Reply.TimedOut late ->
                    mayTry(true, tries, paidAttempts)
                            ? new Next.Again(backoff(tries, jitter), true)
                            : failed(Outcome.TIMEOUT, late, true);
            case Reply.TryAgain again ->
                    mayTry(again.reached(), tries, paidAttempts)
                            ? new Next.Again(pause(again, tries, jitter), again.reached())
                            : failed(Outcome.FAILED, again, again.reached());
            case Reply.RateLimited full -> new Next.Queue();
            case Reply.Unavailable down -> new Next.Hold(down.reason(), CircuitBreaker.Kind.ALL);
            case Reply.NoSuchModel down -> new Next.Hold(down.reason(), CircuitBreaker.Kind.MODEL);
        };
    }

    private boolean mayTry(boolean reached, int tries, int paidAttempts) {
        return tries < maxTries && !(reached && paidAttempts >= maxPaidAttempts);
    }

    /** Returns the wait that the server requested plus jitter, so that retries are spread. */
    private Duration pause(Reply.TryAgain again, int tries, double jitter) {
        Duration asked = again.after();
        return asked == null ? backoff(tries, jitter) : asked.plus(part(base, jitter));
    }

    private Duration backoff(int tries, double jitter) {
        Duration max = base.multipliedBy(1L << Math.min(tries - 1, MAX_DOUBLINGS));
        return part(max.compareTo(cap) > 0 ? cap : max, jitter);
    }

    private static Duration part(Duration max, double jitter) {
        return Duration.ofNanos((long) (max.toNanos() * jitter));
    }

    static Next failed(Outcome outcome, Reply.NoAnswer reply, boolean inDoubt) {
        return ended(outcome, new Failure.Infrastructure(reply.reason()), Usage.NONE, inDoubt);
    }

    /** Returns the end of a call whose model is dead for its run. */
    static Next refused(Failure dead) {
        return ended(Outcome.FAILED, dead, Usage.NONE, false);
    }

    private static Next ended(Outcome outcome, Failure failure, Usage usage, boolean inDoubt) {
        return new Next.End(outcome, null, failure, usage, inDoubt);
    }
}
