package metatextgrad.simulator.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Two token buckets that refill in a minute, with the rate-limit headers of OpenAI. Thread-safe.
 */
public final class RateLimiter {
    private final Bucket requests;
    private final Bucket tokens;
    private final boolean reported;

    /** Starts with full buckets. The clock counts nanoseconds. */
    public RateLimiter(RateLimit limit, LongSupplier clock) {
        requests = new Bucket("requests", limit.requestsPerMinute(), clock);
        tokens = new Bucket("tokens", limit.tokensPerMinute(), clock);
        reported = limit.headers();
    }

    /** Consumes the cost of a call, in tokens, from both buckets, or nothing. */
    public synchronized RateDecision admit(int cost) {
        Duration wait = max(requests.wait(1), tokens.wait(cost));
        String empty = requests.wait(1).isZero() ? "tokens" : "requests";
        if (wait.isZero()) {
            requests.take(1);
            tokens.take(cost);
        }
        var headers = new LinkedHashMap<String, String>();
        if (reported) {
            requests.describe(headers);
            tokens.describe(headers);
        }
        if (!wait.isZero()) {
            headers.put("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
            headers.put("Retry-After-Ms", Long.toString(wait.plusNanos(999_999).toMillis()));
        }
        return new RateDecision(wait.isZero(), empty, headers);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** The decision on a call: whether it is admitted, the empty bucket if not, and headers. */
    public record RateDecision(boolean admitted, String empty, Map<String, String> headers) {
        public RateDecision {
            headers = Map.copyOf(headers);
        }
    }

    private static final class Bucket {
        private static final double NANOS_PER_MINUTE = 60e9;

        private final String name;
        private final int size;
        private final LongSupplier clock;
        private double level;
        private long filled;

        Bucket(String name, int size, LongSupplier clock) {
            this.name = name;
            this.size = size;
            this.clock = clock;
            level = size;
            filled = clock.getAsLong();
        }

        /**
         * A cost above the size of the bucket waits for a full one, so that it is not refused
         * forever.
         */
        Duration wait(int cost) {
            fill();
            double missing = Math.min(cost, size) - level;
            return size == 0 || missing <= 1e-6
                    ? Duration.ZERO
                    : Duration.ofNanos((long) Math.ceil(missing / size * NANOS_PER_MINUTE));
        }

        void take(int cost) {
            level -= Math.min(cost, size);
        }

        void describe(Map<String, String> headers) {
            if (size > 0) {
                double seconds = (size - level) / size * 60;
                headers.put("x-ratelimit-limit-" + name, Integer.toString(size));
                headers.put(
                        "x-ratelimit-remaining-" + name, Long.toString((long) Math.max(0, level)));
                headers.put("x-ratelimit-reset-" + name, Math.round(seconds * 1000) + "ms");
            }
        }

        private void fill() {
            long now = clock.getAsLong();
            level = Math.min(size, level + (now - filled) / NANOS_PER_MINUTE * size);
            filled = now;
        }
    }
}
