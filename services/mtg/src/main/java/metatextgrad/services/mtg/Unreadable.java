package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.model.Event;
import metatextgrad.wire.RegistryUnavailable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that nobody can read: one of them must not keep people from all the others. Each is told
 * of once, however often a command reads its topic, and all of a topic in one line: thousands would
 * hide what a command says. Not thread-safe.
 */
final class Unreadable {
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

    private final Set<String> known = new HashSet<>();
    private final Map<String, List<String>> untold = new TreeMap<>();

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
            if (known.add(place))
                untold.computeIfAbsent(record.topic(), topic -> new ArrayList<>())
                        .add(place + ": " + reason(e));
            return null;
        }
    }

    /** Says what was left out since it was last said, a line for each topic. */
    void tell() {
        untold.values()
                .forEach(
                        places -> {
                            if (places.size() == 1)
                                LOG.warn("left out the record at {}", places.getFirst());
                            else
                                LOG.warn(
                                        "left out {} records nobody can read, the first at {}",
                                        places.size(),
                                        places.getFirst());
                        });
        untold.clear();
    }

    private static String reason(RuntimeException e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        return reason.replaceAll("\\s+", " ");
    }
}
