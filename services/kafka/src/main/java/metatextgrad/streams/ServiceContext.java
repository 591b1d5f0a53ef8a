package metatextgrad.streams;

import java.time.Duration;
import metatextgrad.model.Row;
import metatextgrad.model.event.Event;
import metatextgrad.ops.LoopMeters;
import metatextgrad.topics.Topic;
import metatextgrad.trace.Tracing;
import org.apache.kafka.common.serialization.Serde;

/**
 * The settings and serdes of a topology.
 *
 * @param prefix of all topic names, such as {@code mtg.}
 * @param events the serde of events on topics
 * @param rows the serde of rows in stores
 * @param deadline how long a barrier waits without an event of its trial before it proposes to
 *     close
 * @param tracing makes the spans of records and decisions
 */
public record ServiceContext(
        String prefix,
        Serde<Event> events,
        Serde<Row> rows,
        LoopMeters meters,
        Duration deadline,
        Tracing tracing) {
    /** A topology without spans. */
    public ServiceContext(
            String prefix,
            Serde<Event> events,
            Serde<Row> rows,
            LoopMeters meters,
            Duration deadline) {
        this(prefix, events, rows, meters, deadline, Tracing.OFF);
    }

    public String name(Topic topic) {
        return prefix + topic.name();
    }
}
