package metatextgrad.services.mtg;

import java.util.HashSet;
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
 * warned of once, however often a command reads its topic. Not thread-safe.
 */
final class Unreadable {
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

    private final Set<String> told = new HashSet<>();

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
            if (told.add(place)) LOG.warn("left out the record at {}: {}", place, reason(e));
            return null;
        }
    }

    private static String reason(RuntimeException e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        return reason.replaceAll("\\s+", " ");
    }
}
