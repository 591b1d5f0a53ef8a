package metatextgrad.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * For how many ticks nothing was heard of each key. Ticks are counted, not read off a clock, so a
 * clock that jumps closes no batch. Kept in memory only: a restart or a replay starts the time
 * anew, so that no old batch closes for being old (RELIABILITY §5 rule 4). One thread.
 */
final class Silence {
    static final Duration TICK = Duration.ofSeconds(1);

    private final long patience;

    /** The tick in which each was heard of, longest silent first. */
    private final Map<String, Long> heard = new LinkedHashMap<>();

    private long ticks;

    Silence(Duration patience) {
        this.patience = Math.max(1, patience.dividedBy(TICK));
    }

    void heard(String key) {
        heard.remove(key);
        heard.put(key, ticks);
    }

    /**
     * A tick later: keys now silent for the deadline, each told once until it is heard of again.
     */
    List<String> tick() {
        ticks++;
        List<String> over = new ArrayList<>();
        for (Map.Entry<String, Long> entry : heard.entrySet()) {
            if (ticks - entry.getValue() < patience) break;
            over.add(entry.getKey());
        }
        over.forEach(heard::remove);
        return over;
    }
}
