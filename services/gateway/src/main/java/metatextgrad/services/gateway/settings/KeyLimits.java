package metatextgrad.services.gateway.settings;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counts the requests of keys that have a rate: a token bucket each. The counts are of this gateway
 * alone. Thread-safe.
 */
public final class KeyLimits {
    private static final double NANOS = 1e9;

    private final LongSupplier nanos;
    private final Map<GatewayKey, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * @param nanos a clock that never goes back
     */
    public KeyLimits(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Counts a request.
     *
     * @return 0 if the key may send it, else seconds until it may, 1 or more
     */
    public int take(GatewayKey key, GatewayRules rules) {
        KeyRate rate = key.rate();
        if (rate == null) return 0;
        // Keys that the file has no more.
        if (buckets.size() > rules.keys().size()) buckets.keySet().retainAll(rules.keys().values());
        return buckets.computeIfAbsent(key, of -> new Bucket(rate, nanos.getAsLong()))
                .take(nanos.getAsLong());
    }

    private static final class Bucket {
        private final KeyRate rate;
        private double tokens;
        private long filled;

        Bucket(KeyRate rate, long now) {
            this.rate = rate;
            tokens = rate.burst();
            filled = now;
        }

        synchronized int take(long now) {
            tokens = Math.min(rate.burst(), tokens + (now - filled) / NANOS * rate.perSecond());
            filled = now;
            if (tokens >= 1) {
                tokens--;
                return 0;
            }
            return (int) Math.min(3600, Math.ceil((1 - tokens) / rate.perSecond()));
        }
    }
}
