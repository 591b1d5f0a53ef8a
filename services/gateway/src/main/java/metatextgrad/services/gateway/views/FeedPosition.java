package metatextgrad.services.gateway.views;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a client has read the feed: the next offset of each partition. It means the same at every
 * gateway, since offsets are Kafka's.
 *
 * @param next offsets by place
 */
public record FeedPosition(SortedMap<Place, Long> next) {
    /** Before the first record. */
    public static final FeedPosition START = new FeedPosition(Collections.emptySortedMap());

    private static final Pattern PART = Pattern.compile("([a-z-]{1,40})\\.(\\d{1,9}):(\\d{1,18})");

    /** A partition of a topic; the topic is without the prefix of the installation. */
    public record Place(String topic, int partition) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int order = topic.compareTo(other.topic);
            return order != 0 ? order : Integer.compare(partition, other.partition);
        }
    }

    public FeedPosition {
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if it is none, in one line
     */
    public static FeedPosition read(String text) {
        SortedMap<Place, Long> next = new TreeMap<>();
        if (text.isEmpty()) return START;
        for (String part : text.split(",", -1)) {
            Matcher parts = PART.matcher(part);
            if (!parts.matches())
                throw new IllegalArgumentException("it is no id of an event of this feed");
            next.put(
                    new Place(parts.group(1), Integer.parseInt(parts.group(2))),
                    Long.parseLong(parts.group(3)));
        }
        return new FeedPosition(next);
    }

    /** Returns the position in one line, for the id of an event. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Place, Long> one : next.entrySet()) {
            if (!text.isEmpty()) text.append(',');
            text.append(one.getKey().topic()).append('.').append(one.getKey().partition());
            text.append(':').append(one.getValue());
        }
        return text.toString();
    }

    /** Returns the next offset of a place; 0 if the client has read nothing of it. */
    public long at(Place place) {
        return next.getOrDefault(place, 0L);
    }

    /** Whether this position is beyond what was read of any place. */
    boolean isAhead(Map<Place, Long> read) {
        return next.entrySet().stream()
                .anyMatch(one -> one.getValue() > read.getOrDefault(one.getKey(), 0L));
    }
}
