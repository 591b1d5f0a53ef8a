package metatextgrad.services.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.event.Event;
import metatextgrad.services.gateway.records.PlacedEvent;
import metatextgrad.services.gateway.records.RecordQuery;
import metatextgrad.services.gateway.records.RecordReader;
import metatextgrad.services.gateway.records.RecordsFound;
import metatextgrad.services.gateway.views.FeedPosition.Place;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/** Past records of topics with one partition each, in memory. */
final class MemoryRecords implements RecordReader {
    private final List<PlacedEvent> records = new ArrayList<>();
    private boolean whole = true;

    /** Adds a record to the topic of its event. */
    synchronized void add(Event event, Instant at) {
        add(Topics.of(event), event, at);
    }

    synchronized void add(Topic topic, Event event, Instant at) {
        long offset =
                records.stream().filter(one -> one.place().topic().equals(topic.name())).count();
        records.add(new PlacedEvent(event, at, new Place(topic.name(), 0), offset));
    }

    /** From now on, there are too many records to read all. */
    synchronized void tooMany() {
        whole = false;
    }

    @Override
    public synchronized RecordsFound read(RecordQuery query) {
        return new RecordsFound(
                records.stream()
                        .filter(one -> query.sources().stream().anyMatch(of -> isOf(of, one)))
                        .filter(one -> isWithin(query.from(), query.to(), one.at()))
                        .filter(one -> query.wanted().test(one.event()))
                        .sorted(PlacedEvent.ORDER)
                        .toList(),
                whole);
    }

    /** The partition of a key has the records that are keyed by it; here it has no others. */
    private static boolean isOf(RecordQuery.Source source, PlacedEvent one) {
        return source.topic().name().equals(one.place().topic())
                && (source.key() == null || source.key().equals(one.event().partitionKey()));
    }

    private static boolean isWithin(@Nullable Instant from, @Nullable Instant to, Instant at) {
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }
}
