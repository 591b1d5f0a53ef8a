package metatextgrad.services.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import metatextgrad.llm.Reply;
import org.jspecify.annotations.Nullable;

/** How fast calls of one model leave, and those that wait to leave again. Guarded by the desk. */
final class ModelRate {
    private static final double LEAST_REQUESTS = 60;
    private static final double LEAST_TOKENS = 60_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    private final LongSupplier nanos;
    private final TokenBucketLimiter requests;
    private final TokenBucketLimiter tokens;
    private final Deque<InFlightCall> waiting = new ArrayDeque<>();
    private RateHeaders told = RateHeaders.NONE;
    private boolean armed;
    private int refusals;
    private long opens;

    ModelRate(LongSupplier nanos) {
        this.nanos = nanos;
        requests = new TokenBucketLimiter(LEAST_REQUESTS, nanos);
        tokens = new TokenBucketLimiter(LEAST_TOKENS, nanos);
        opens = nanos.getAsLong();
    }

    double requestsPerMinute() {
        return requests.perMinute();
    }

    double tokensPerMinute() {
        return tokens.perMinute();
    }

    /** Calls that wait to leave again, the first one first: before any new one. */
    Deque<InFlightCall> waiting() {
        return waiting;
    }

    /** Whether a timer is to look again. Until then all wait, lest small calls starve a large. */
    boolean armed() {
        return armed;
    }

    void armed(boolean set) {
        armed = set;
    }

    /** Until a call of so many tokens may leave: zero at once. */
    Duration until(long cost) {
        Duration longest = Duration.ofNanos(Math.max(0, opens - nanos.getAsLong()));
        longest = max(longest, requests.until(1));
        return max(longest, tokens.until(cost));
    }

    void take(long cost) {
        requests.take(1);
        tokens.take(cost);
    }

    /** The part of this worker, of what is set and what the server said last. */
    void ceilings(RateLimits limits, double share) {
        requests.ceiling(most(limits.requestsPerMinute(), told.requests().limit()) * share);
        tokens.ceiling(most(limits.tokensPerMinute(), told.tokens().limit()) * share);
    }

    private static double most(@Nullable Integer set, @Nullable Long said) {
        return Math.min(
                set == null ? Double.POSITIVE_INFINITY : set,
                said == null ? Double.POSITIVE_INFINITY : said);
    }

    void heard(RateHeaders headers, double share) {
        told =
                new RateHeaders(
                        newer(headers.requests(), told.requests()),
                        newer(headers.tokens(), told.tokens()));
        Long requestsLeft = headers.requests().remaining();
        if (requestsLeft != null) requests.remaining((long) (requestsLeft * share));
        Long tokensLeft = headers.tokens().remaining();
        if (tokensLeft != null) tokens.remaining((long) (tokensLeft * share));
    }

    private static RateHeaders.Told newer(RateHeaders.Told now, RateHeaders.Told before) {
        return now.limit() == null ? before : now;
    }

    /** Requests count though they fail; tokens that nobody used come back. */
    void giveBack(long unused) {
        tokens.giveBack(unused);
    }

    void admitted() {
        refusals = 0;
        requests.admitted();
        tokens.admitted();
    }

    /** The server refused: none leaves for as long as it says, or for a growing while. */
    void refused(Reply.RateLimited reply, RateHeaders headers, Duration took) {
        boolean forTokens = shortOfTokens(headers);
        boolean counts = (forTokens ? tokens : requests).refused(took);
        Duration asked = reply.after();
        if (asked != null) {
            pause(asked);
        } else if (counts) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(refusals, MOST_DOUBLINGS));
            refusals++;
            Duration reset = (forTokens ? headers.tokens() : headers.requests()).reset();
            pause(min(reset == null ? RetryAfter.CAP : reset, pause));
        }
    }

    /** Told of both, and a request would have been left. */
    private static boolean shortOfTokens(RateHeaders headers) {
        Long requestsLeft = headers.requests().remaining();
        return headers.tokens().remaining() != null && requestsLeft != null && requestsLeft > 0;
    }

    private void pause(Duration pause) {
        long until = nanos.getAsLong() + pause.toNanos();
        if (until - opens > 0) opens = until;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
