package metatextgrad.services.gateway.settings;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the open streams of events of each key. A stream has a connection and a thread, so one
 * client that opens them in a loop would take both from all others. The counts are of this gateway
 * alone. Thread-safe.
 */
public final class KeyStreams {
    /** Streams that a key may have at a gateway: more than processes of an application. */
    public static final int MOST = 1000;

    private final int most;
    private final Map<GatewayKey, Integer> open = new HashMap<>();

    /**
     * @param most streams of one key
     */
    public KeyStreams(int most) {
        this.most = most;
    }

    /** Counts a stream that begins; returns false if the key has all that it may have. */
    public synchronized boolean begin(GatewayKey key) {
        int now = open.getOrDefault(key, 0);
        if (now >= most) return false;
        open.put(key, now + 1);
        return true;
    }

    /** Counts a stream that ends. */
    public synchronized void end(GatewayKey key) {
        open.computeIfPresent(key, (same, now) -> now == 1 ? null : now - 1);
    }
}
