package metatextgrad.services.mtg;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.Event;
import metatextgrad.wire.RegistryUnavailable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that nobody can read: one of them must not keep people from all the others. Each is
 * warned of once, however often a command reads its topic, up to a number for each topic. Not
 * thread-safe.
 */
final class Unreadable {
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

    /** Lines for one topic: thousands would hide what a command says. */
    private static final int MOST = 10;

    private final Set<String> told = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /**
     * The event of this record; null if it is a deletion or no event.
     *
     * @throws RegistryUnavailable if nobody says what the record is: it may be sound
     */
    @Nullable Event read(Deserializer<Event> events, ConsumerRecord<String, byte[]> record) {
        try {
            return events.deserialize(record.topic(), record.value());
        } catch (RegistryUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            String place =
                    "%s, partition %d, offset %d"
                            .formatted(record.topic(), record.partition(), record.offset());
            if (told.add(place)) tell(record.topic(), place, reason(e));
            return null;
        }
    }

    private void tell(String topic, String place, String reason) {
        int count = counts.merge(topic, 1, Integer::sum);
        if (count <= MOST) LOG.warn("left out the record at {}: {}", place, reason);
        if (count == MOST + 1) LOG.warn("left out more records of {}, without a line each", topic);
    }

    private static String reason(RuntimeException e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        return reason.replaceAll("\\s+", " ");
    }
}
