package metatextgrad.services.worker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a reply. The only place where calls are tried again.
 *
 * @param maxTries attempts in all, paid or not, before a call fails
 * @param maxPaidAttempts attempts that may have been paid
 * @param base the longest wait after the first attempt; it doubles with each further one
 * @param cap the longest wait
 * @param jitter numbers in [0, 1)
 */
public record RetryPolicy(
        int maxTries, int maxPaidAttempts, Duration base, Duration cap, DoubleSupplier jitter) {
    private static final int MOST_DOUBLINGS = 20;

    public RetryPolicy {
        requireNonNull(base, "base is null");
        requireNonNull(cap, "cap is null");
        requireNonNull(jitter, "jitter is null");
        if (maxTries < 1) throw new IllegalArgumentException("maxTries is below 1");
        if (maxPaidAttempts < 1) throw new IllegalArgumentException("maxPaidAttempts is below 1");
    }

    /** Ten tries over about a minute and a half, two of them paid. */
    public static RetryPolicy standard(DoubleSupplier jitter) {
        return new RetryPolicy(10, 2, Duration.ofMillis(500), Duration.ofSeconds(30), jitter);
    }

    /** What comes after an attempt. */
    sealed interface Next {
        /**
         * The call has ended.
         *
         * @param failure null if there is an answer
         * @param unseen whether its last attempt may have been answered, and billed, unseen by us
         */
        record End(
                Outcome outcome,
                String text,
                @Nullable Failure failure,
                Usage usage,
                String servedModel,
                boolean unseen)
                implements Next {}

        /**
         * Another attempt.
         *
         * @param paid whether this one may have been
         */
        record Again(Duration pause, boolean paid) implements Next {}

        /**
         * No attempt of any call until the environment is mended; this one cost nothing.
         *
         * @param kind the calls that goes for
         */
        record Hold(String reason, Outage.Kind kind) implements Next {}

        /** Another attempt when the rate allows it; this one was none. */
        record Queue() implements Next {}
    }

    /**
     * @param tries attempts in all, this one included
     * @param paidAttempts attempts that may have been paid, this one included
     */
    Next after(Reply reply, int tries, int paidAttempts) {
        return switch (reply) {
            case Reply.Answered answered ->
                    new Next.End(
                            Outcome.OK,
                            answered.text(),
                            null,
                            answered.usage(),
                            answered.servedModel(),
                            false);
            case Reply.Unusable unusable ->
                    new Next.End(
                            Outcome.INVALID, "", unusable.failure(), unusable.usage(), "", false);
            case Reply.Refused refused -> failed(refused.failure(), false);
            case Reply.TimedOut late ->
                    mayTry(true, tries, paidAttempts)
                            ? new Next.Again(backoff(tries), true)
                            : new Next.End(
                                    Outcome.TIMEOUT,
                                    "",
                                    new Failure.Infrastructure(late.reason()),
                                    Usage.NONE,
                                    "",
                                    true);
            case Reply.TryAgain again ->
                    mayTry(again.reached(), tries, paidAttempts)
                            ? new Next.Again(pause(again, tries), again.reached())
                            : failed(new Failure.Infrastructure(again.reason()), again.reached());
            case Reply.RateLimited full -> new Next.Queue();
            case Reply.Unavailable down -> new Next.Hold(down.reason(), Outage.Kind.ALL);
            case Reply.NoSuchModel down -> new Next.Hold(down.reason(), Outage.Kind.MODEL);
        };
    }

    private boolean mayTry(boolean reached, int tries, int paidAttempts) {
        return tries < maxTries && !(reached && paidAttempts >= maxPaidAttempts);
    }

    /** The server's word, and a little more, so that not all come back at once. */
    private Duration pause(Reply.TryAgain again, int tries) {
        Duration asked = again.after();
        return asked == null ? backoff(tries) : asked.plus(part(base));
    }

    private Duration backoff(int tries) {
        Duration most = base.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
        return part(most.compareTo(cap) > 0 ? cap : most);
    }

    private Duration part(Duration most) {
        return Duration.ofNanos((long) (most.toNanos() * jitter.getAsDouble()));
    }

    private static Next failed(Failure failure, boolean unseen) {
        return new Next.End(Outcome.FAILED, "", failure, Usage.NONE, "", unseen);
    }
}
