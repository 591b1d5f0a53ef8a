package metatextgrad.cli.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import metatextgrad.model.event.Event;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Unreadable records, which a command skips. Each is reported once, even if the command reads its
 * topic again, and many are reported in one line. A record of a table that a later one has replaced
 * is not reported. Not thread-safe.
 */
final class UnreadableRecords {
    private static final int MAX_KEY = 200;

    private final Set<String> known = new HashSet<>();
    private final Map<String, List<Skipped>> unreported = new TreeMap<>();
    private final Map<Row, Long> latest = new HashMap<>();
    private final Map<String, Boolean> tables = new HashMap<>();
    private final Consumer<String> reported;
    private long seen;

    /** The row of a table. */
    private record Row(String topic, int partition, String key) {
        static Row of(ConsumerRecord<String, byte[]> record) {
            return new Row(record.topic(), record.partition(), String.valueOf(record.key()));
        }
    }

    private record Skipped(Row row, long offset, String text) {}

    UnreadableRecords() {
        this(System.err::println);
    }

    UnreadableRecords(Consumer<String> reported) {
        this.reported = reported;
    }

    /**
     * Returns the event of this record; null if it is a deletion or no event.
     *
     * @throws RegistryUnavailable if the registry does not answer: the record may be readable
     */
    @Nullable Event read(Deserializer<Event> events, ConsumerRecord<String, byte[]> record) {
        seen++;
        try {
            Event event = events.deserialize(record.topic(), record.value());
            if (isTable(record.topic())) replace(Row.of(record), record.offset());
            return event;
        } catch (RegistryUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            skip(record, e);
            return null;
        }
    }

    /** Returns how many records were decoded, or could not be. */
    long seen() {
        return seen;
    }

    /**
     * Reports records that were skipped since the last report, those of tables in a line of their
     * own.
     */
    void report() {
        report(false);
        report(true);
        unreported.clear();
    }

    private void report(boolean ofTables) {
        Map<String, List<Skipped>> kind = new TreeMap<>(unreported);
        kind.keySet().removeIf(topic -> isTable(topic) != ofTables);
        if (kind.isEmpty()) return;
        List<Skipped> skipped = kind.values().stream().flatMap(List::stream).toList();
        Skipped first = skipped.getFirst();
        reported.accept(
                "mtg: skipped %d unreadable %s on %s, the first at %s; %s"
                        .formatted(
                                skipped.size(),
                                skipped.size() == 1 ? "record" : "records",
                                String.join(", ", kind.keySet()),
                                first.text(),
                                ofTables
                                        ? removal(first.row())
                                        : "mtg dlq ls lists records that services could not read"));
    }

    /** The last record of each key stays, also if a service has written a dead letter of it. */
    private static String removal(Row row) {
        boolean printable =
                row.key().length() <= MAX_KEY && row.key().matches("[^\\p{Cntrl}\\uFFFD]+");
        return "to remove it, write a record with the same key%s and no value to this partition"
                .formatted(printable ? " `" + row.key() + "`" : "");
    }

    private void skip(ConsumerRecord<String, byte[]> record, RuntimeException problem) {
        Row row = Row.of(record);
        if (record.offset() < latest.getOrDefault(row, -1L)) return;
        String place =
                "%s, partition %d, offset %d"
                        .formatted(record.topic(), record.partition(), record.offset());
        if (known.add(place))
            unreported
                    .computeIfAbsent(record.topic(), topic -> new ArrayList<>())
                    .add(new Skipped(row, record.offset(), place + ": " + reason(problem)));
    }

    private void replace(Row row, long offset) {
        latest.merge(row, offset, Math::max);
        List<Skipped> skipped = unreported.get(row.topic());
        if (skipped == null) return;
        skipped.removeIf(one -> one.row().equals(row) && one.offset() < offset);
        if (skipped.isEmpty()) unreported.remove(row.topic());
    }

    /** A prefix of any kind precedes the name, and one name can end with another. */
    private boolean isTable(String topic) {
        return tables.computeIfAbsent(
                topic,
                name ->
                        Topics.all().stream()
                                .filter(one -> name.endsWith(one.name()))
                                .max(Comparator.comparingInt(one -> one.name().length()))
                                .filter(one -> one.kept() != Topic.Kept.LOG)
                                .isPresent());
    }

    private static String reason(RuntimeException e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        return reason.replaceAll("\\s+", " ").strip();
    }
}
