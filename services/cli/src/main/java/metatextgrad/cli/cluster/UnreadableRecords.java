package metatextgrad.cli.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import metatextgrad.model.event.Event;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Unreadable records, which a command skips. Each is reported once, even if the command reads its
 * topic again, and many are reported in one line. Not thread-safe.
 */
final class UnreadableRecords {
    private final Set<String> known = new HashSet<>();
    private final Map<String, List<String>> unreported = new TreeMap<>();
    private final Consumer<String> reported;
    private long seen;

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
            return events.deserialize(record.topic(), record.value());
        } catch (RegistryUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            String place =
                    "%s, partition %d, offset %d"
                            .formatted(record.topic(), record.partition(), record.offset());
            if (known.add(place))
                unreported
                        .computeIfAbsent(record.topic(), topic -> new ArrayList<>())
                        .add(place + ": " + reason(e));
            return null;
        }
    }

    /** Returns how many records were decoded, or could not be. */
    long seen() {
        return seen;
    }

    /** Reports records that were skipped since the last report, in one line. */
    void report() {
        if (unreported.isEmpty()) return;
        int records = unreported.values().stream().mapToInt(List::size).sum();
        String first = unreported.values().iterator().next().getFirst();
        reported.accept(
                "mtg: skipped %d unreadable %s on %s, the first at %s; mtg dlq ls lists records that services could not read"
                        .formatted(
                                records,
                                records == 1 ? "record" : "records",
                                String.join(", ", unreported.keySet()),
                                first));
        unreported.clear();
    }

    private static String reason(RuntimeException e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        return reason.replaceAll("\\s+", " ").strip();
    }
}
