package metatextgrad.services.gateway.records;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import metatextgrad.model.event.Event;
import metatextgrad.topics.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Which records a page wants.
 *
 * @param from time of the first ones; null from the beginning
 * @param to time of the last ones; null to the end
 * @param wanted which of the events that were read
 * @param most records to read, of which the newest count
 */
public record RecordQuery(
        List<Source> sources,
        @Nullable Instant from,
        @Nullable Instant to,
        Predicate<Event> wanted,
        int most) {
    /** Clocks of brokers and services may differ by this. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** More would take longer than a person waits. */
    private static final int MOST = 50_000;

    /**
     * A topic.
     *
     * @param key decides the partition to read; null for all partitions
     */
    public record Source(Topic topic, @Nullable String key) {}

    public RecordQuery {
        sources = List.copyOf(sources);
    }

    /** Returns a query of the newest records. */
    public static RecordQuery of(List<Source> sources, Predicate<Event> wanted) {
        return new RecordQuery(sources, null, null, wanted, MOST);
    }

    /**
     * Returns a query of the newest records of topics.
     *
     * @param key decides the partition of each; null for all partitions
     */
    public static RecordQuery of(
            List<Topic> topics, @Nullable String key, Predicate<Event> wanted) {
        return of(topics.stream().map(topic -> new Source(topic, key)).toList(), wanted);
    }

    /** Returns the query of records between these times, or a little before or after. */
    public RecordQuery between(@Nullable Instant first, @Nullable Instant last) {
        return new RecordQuery(
                sources,
                first == null ? null : first.minus(SKEW),
                last == null ? null : last.plus(SKEW),
                wanted,
                most);
    }
}
