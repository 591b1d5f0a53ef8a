package metatextgrad.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts for how many ticks no event arrived for each key. The class counts ticks and reads no
 * clock, so a clock that jumps closes no batch. The counts are in memory only: after a restart or a
 * replay they start anew. So no old batch closes because of its age (RELIABILITY §5 rule 4). Used
 * by one thread.
 */
final class InactivityTimer {
    static final Duration TICK = Duration.ofSeconds(1);

    private final long timeout;

    /** The tick of each key's last event, longest silent first. */
    private final Map<String, Long> lastEvents = new LinkedHashMap<>();

    private long ticks;

    InactivityTimer(Duration timeout) {
        this.timeout = Math.max(1, timeout.dividedBy(TICK));
    }

    void restart(String key) {
        lastEvents.remove(key);
        lastEvents.put(key, ticks);
    }

    /**
     * Advances by one tick. Returns the keys that are now silent for the deadline. Each is returned
     * once until its next event.
     */
    List<String> tick() {
        ticks++;
        List<String> over = new ArrayList<>();
        for (Map.Entry<String, Long> entry : lastEvents.entrySet()) {
            if (ticks - entry.getValue() < timeout) break;
            over.add(entry.getKey());
        }
        over.forEach(lastEvents::remove);
        return over;
    }
}
