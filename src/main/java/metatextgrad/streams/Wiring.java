package metatextgrad.streams;

import java.time.Duration;
import metatextgrad.model.Event;
import metatextgrad.model.Row;
import org.apache.kafka.common.serialization.Serde;

/**
 * What a topology is wired with.
 *
 * @param prefix of all topic names, such as {@code mtg.}
 * @param events how events stand on topics
 * @param rows how rows stand in stores
 * @param deadline how long a barrier waits without hearing of its trial before it proposes to close
 */
public record Wiring(
        String prefix, Serde<Event> events, Serde<Row> rows, LoopMeters meters, Duration deadline) {
    public String name(Topic topic) {
        return prefix + topic.name();
    }
}
