package metatextgrad.services.gateway.views;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import metatextgrad.model.ProjectId;
import metatextgrad.services.gateway.views.FeedPosition.Place;
import org.jspecify.annotations.Nullable;

/**
 * The last changes of all projects, for clients that follow them. Of older ones it knows only that
 * they are gone, so a client that missed some learns that it has to load the state again.
 * Thread-safe.
 */
public final class FeedLog {
    /** Changes that it keeps. */
    static final int MOST = 10_000;

    private static final long MAX_CHARS = 16 << 20;

    private final Signal signal;

    /** The change with number {@code n} is at {@code n % MOST}. */
    private final @Nullable Item[] items = new Item[MOST];

    private final Map<Place, Long> ends = new TreeMap<>();
    private final Map<Place, Long> gone = new TreeMap<>();
    private long first;
    private long end;
    private long chars;

    /** A change. */
    private record Item(Place place, long offset, String type, ProjectId project, String json) {}

    /**
     * A change as a client gets it.
     *
     * @param id where the client continues after it
     * @param type {@code reset} if changes were missed
     */
    public record Sent(String id, String type, String json) {}

    /**
     * @param signal raised after each change
     */
    public FeedLog(Signal signal) {
        this.signal = signal;
    }

    /** Adds a change, unless its record was read before. */
    public void add(Place place, long offset, String type, ProjectId project, String json) {
        synchronized (this) {
            if (offset < ends.getOrDefault(place, 0L)) return;
            ends.put(place, offset + 1);
            if (end - first == MOST) drop();
            items[(int) (end++ % MOST)] = new Item(place, offset, type, project, json);
            chars += json.length();
            while (chars > MAX_CHARS) drop();
        }
        signal.raise();
    }

    /** The record has no change, but the feed has passed it. */
    public synchronized void pass(Place place, long offset) {
        ends.merge(place, offset + 1, Math::max);
    }

    /**
     * Returns a reader of what comes after a position. It begins with a reset if the position is
     * ahead of this feed: then it is of another cluster, or this gateway has to catch up first.
     *
     * @param after null for what comes from now on
     * @param wanted the projects whose changes it gets
     */
    public synchronized Reader reader(@Nullable FeedPosition after, Predicate<ProjectId> wanted) {
        if (after == null) return new Reader(wanted, ends, end, false);
        if (after.isAhead(ends)) return new Reader(wanted, Map.of(), first, true);
        // Only its own places count: a client may send thousands of others.
        SortedMap<Place, Long> known = new TreeMap<>();
        for (Place place : ends.keySet()) known.put(place, after.at(place));
        return new Reader(wanted, known, first, false);
    }

    private void drop() {
        Item oldest = item(first);
        items[(int) (first++ % MOST)] = null;
        chars -= oldest.json.length();
        gone.put(oldest.place, oldest.offset + 1);
    }

    private Item item(long number) {
        return requireNonNull(items[(int) (number % MOST)]);
    }

    /** Reads the feed for one client. Not thread-safe. */
    public final class Reader {
        private static final int BATCH = 500;

        private final Predicate<ProjectId> wanted;
        private final SortedMap<Place, Long> position;
        private long next;
        private boolean hasMissed;

        private Reader(
                Predicate<ProjectId> wanted,
                Map<Place, Long> position,
                long next,
                boolean hasMissed) {
            this.wanted = wanted;
            this.position = new TreeMap<>(position);
            this.next = next;
            this.hasMissed = hasMissed;
        }

        /** Returns where this reader is. */
        public FeedPosition position() {
            return new FeedPosition(position);
        }

        /** Returns the next changes, of which there may be none. */
        public List<Sent> next() {
            synchronized (FeedLog.this) {
                if (missed()) return List.of(reset());
                List<Sent> found = new ArrayList<>();
                next = Math.max(next, first);
                while (next < end && found.size() < BATCH) {
                    Item item = item(next++);
                    if (item.offset < at(item.place)) continue;
                    position.put(item.place, item.offset + 1);
                    if (wanted.test(item.project))
                        found.add(new Sent(position().text(), item.type, item.json));
                }
                return found;
            }
        }

        /** Whether there is more to read now. */
        public boolean hasNext() {
            synchronized (FeedLog.this) {
                return next < end || missed();
            }
        }

        private boolean missed() {
            return hasMissed
                    || gone.entrySet().stream().anyMatch(one -> at(one.getKey()) < one.getValue());
        }

        private long at(Place place) {
            return position.getOrDefault(place, 0L);
        }

        private Sent reset() {
            hasMissed = false;
            position.clear();
            position.putAll(ends);
            next = end;
            return new Sent(position().text(), "reset", "{}");
        }
    }
}
