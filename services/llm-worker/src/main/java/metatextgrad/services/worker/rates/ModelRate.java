package metatextgrad.services.worker.rates;

import java.time.Duration;
import metatextgrad.llm.Reply;
import metatextgrad.modelclient.RateHeaders;
import metatextgrad.modelclient.RetryAfter;
import org.jspecify.annotations.Nullable;

/** The rate of calls of one model. Confined to the scheduler. */
final class ModelRate {
    private static final double LEAST_REQUESTS = 60;
    private static final double LEAST_TOKENS = 60_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 6;

    private final TokenBucketLimiter requests = new TokenBucketLimiter(LEAST_REQUESTS);
    private final TokenBucketLimiter tokens = new TokenBucketLimiter(LEAST_TOKENS);
    private RateHeaders reported = RateHeaders.NONE;
    private double lastRequests = Double.POSITIVE_INFINITY;
    private double lastTokens = Double.POSITIVE_INFINITY;
    private boolean armed;
    private int refusals;
    private long opens;

    ModelRate(long now) {
        opens = now;
    }

    double requestsPerMinute() {
        return requests.perMinute();
    }

    double tokensPerMinute() {
        return tokens.perMinute();
    }

    Throttle throttle(long now) {
        return new Throttle(requests.throttledPerSecond(now), tokens.throttledPerSecond(now));
    }

    /** Returns whether a timer is set. All calls wait for it, so small ones starve no large one. */
    boolean armed() {
        return armed;
    }

    void armed(boolean set) {
        armed = set;
    }

    /** Returns the wait before a call with this many tokens may be sent; zero if none. */
    Duration until(long cost, long now) {
        return opened(requests.until(1, now), tokens.until(cost, now), now);
    }

    /** Returns the same for a call that waits now. */
    Duration untilWaiting(long cost, long now) {
        return opened(requests.untilWaiting(1, now), tokens.untilWaiting(cost, now), now);
    }

    private Duration opened(Duration forRequests, Duration forTokens, long now) {
        long open = Math.max(forRequests.toNanos(), forTokens.toNanos());
        return Duration.ofNanos(Math.max(open, opens - now));
    }

    void consume(long cost, long now) {
        requests.consume(1, now);
        tokens.consume(cost, now);
    }

    /**
     * Applies this worker's share of the configured limits and of those that the server reported
     * with its last successful reply.
     *
     * @return whether the limits per minute changed
     */
    boolean follow(RateLimits limits, double share, long now) {
        ceiling(requests, limits.requestsPerMinute(), reported.requests().limit(), share, now);
        ceiling(tokens, limits.tokensPerMinute(), reported.tokens().limit(), share, now);
        boolean same = lastRequests == requestsPerMinute() && lastTokens == tokensPerMinute();
        lastRequests = requestsPerMinute();
        lastTokens = tokensPerMinute();
        return !same;
    }

    private static void ceiling(
            TokenBucketLimiter limiter,
            @Nullable Integer configured,
            @Nullable Long reported,
            double share,
            long now) {
        double own = configured == null ? Double.POSITIVE_INFINITY : configured;
        double server = reported == null ? Double.POSITIVE_INFINITY : reported;
        limiter.ceiling(Math.min(own, server) * share, server < own, now);
    }

    /**
     * Applies the headers of a reply. Only the limits of the last successful reply count: a limit
     * that later replies no longer carry must not slow down all later calls. What a refusal shows,
     * its status shows too.
     *
     * @param served whether the reply is successful
     */
    void updateReported(RateHeaders headers, boolean served, double share, long now) {
        if (served) reported = headers;
        Long requestsLeft = headers.requests().remaining();
        if (requestsLeft != null) requests.remaining((long) (requestsLeft * share), now);
        Long tokensLeft = headers.tokens().remaining();
        if (tokensLeft != null) tokens.remaining((long) (tokensLeft * share), now);
    }

    /** Unused tokens are returned. Failed requests still count. */
    void refund(long unused, long now) {
        tokens.refund(unused, now);
    }

    void served(long cost, long now) {
        refusals = 0;
        requests.served(1, now);
        tokens.served(cost, now);
    }

    /** Handles a 429: sends no calls until Retry-After, or with exponential backoff. */
    void refused(Reply.RateLimited reply, RateHeaders headers, Duration took, long now) {
        boolean forTokens = shortOfTokens(headers);
        boolean counts = (forTokens ? tokens : requests).refused(took, now);
        Duration asked = reply.after();
        if (asked != null) {
            pause(asked, now);
        } else if (counts) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(refusals, MAX_DOUBLINGS));
            refusals++;
            Duration reset = (forTokens ? headers.tokens() : headers.requests()).reset();
            pause(min(reset == null ? RetryAfter.CAP : reset, pause), now);
        }
    }

    /** Returns whether the server reported both limits, and only the tokens were used up. */
    private static boolean shortOfTokens(RateHeaders headers) {
        Long requestsLeft = headers.requests().remaining();
        return headers.tokens().remaining() != null && requestsLeft != null && requestsLeft > 0;
    }

    private void pause(Duration pause, long now) {
        long until = now + pause.toNanos();
        if (until - opens > 0) opens = until;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
