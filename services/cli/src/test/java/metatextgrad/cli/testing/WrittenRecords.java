package metatextgrad.cli.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.config.Settings;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.model.event.Event;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serde;

/**
 * All visible records on the topics of one prefix, each key's events in the order of the log.
 *
 * @param submitted the records of {@code tasks}
 * @param events the records of all other topics
 */
public record WrittenRecords(List<Event> submitted, List<Event> events) {
    public WrittenRecords {
        submitted = List.copyOf(submitted);
        events = List.copyOf(events);
    }

    public static WrittenRecords on(Settings settings) throws Exception {
        boolean registry = settings.registryUrl() != null;
        try (Serde<Event> events =
                        registry ? EventSerde.registry(settings.registry()) : EventSerde.local();
                Serde<Event> rows =
                        registry ? WorkerSerde.registry(settings.registry()) : WorkerSerde.local();
                Admin admin = Admin.create(settings.client())) {
            Set<String> there = admin.listTopics().names().get();
            List<Topic> topics = new ArrayList<>(Topics.all());
            topics.removeIf(topic -> !there.contains(topic.in(settings)));
            List<Event> submitted =
                    topics.remove(Topics.TASKS)
                            ? read(settings, events, List.of(Topics.TASKS))
                            : List.of();
            List<Event> all = new ArrayList<>();
            if (topics.remove(Topics.LLM_LEDGER))
                all.addAll(read(settings, rows, List.of(Topics.LLM_LEDGER)));
            all.addAll(read(settings, events, topics));
            return new WrittenRecords(submitted, all);
        }
    }

    public static List<Event> read(Settings settings, Serde<Event> events, List<Topic> topics) {
        try (EventReader reader = new EventReader(settings, events, topics)) {
            return reader.toEnd().stream().map(EventReader.Stamped::event).toList();
        }
    }

    public <E extends Event> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Ordered by the first event of each key. */
    <E extends Event> Map<Object, List<E>> by(Class<E> kind, Function<E, Object> key) {
        Map<Object, List<E>> groups = new LinkedHashMap<>();
        all(kind)
                .forEach(
                        one ->
                                groups.computeIfAbsent(key.apply(one), k -> new ArrayList<>())
                                        .add(one));
        return groups;
    }

    /** Counts the billed calls. */
    public BilledCalls billedCalls() {
        Map<String, Integer> open = new LinkedHashMap<>();
        long recorded = 0;
        long attempts = 0;
        for (LedgerEntry row : all(LedgerEntry.class)) {
            if (row instanceof LedgerEntry.Started started) open.put(row.key(), started.attempts());
            if (row instanceof LedgerEntry.Done done) {
                open.remove(row.key());
                attempts += done.attempts();
                if (done.attempts() > 0) recorded++;
            }
        }
        return new BilledCalls(
                recorded, attempts + open.values().stream().mapToInt(Integer::intValue).sum());
    }

    /**
     * @param recorded billed calls with a recorded end
     * @param attempts all attempts that may have been billed, including recorded ones
     */
    public record BilledCalls(long recorded, long attempts) {
        /** Attempts without a recorded end. */
        public long inDoubt() {
            return attempts - recorded;
        }
    }
}
