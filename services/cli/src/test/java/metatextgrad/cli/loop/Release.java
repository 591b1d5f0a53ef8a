package metatextgrad.cli.loop;

import java.util.Map;
import metatextgrad.cli.testing.NextRelease;
import metatextgrad.model.Row;
import metatextgrad.model.event.Event;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.RowSerde;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.common.serialization.Serde;

/**
 * What differs between two releases with the same code.
 *
 * @param events the serde of events on topics
 * @param worker the worker's serde of events
 * @param rows the serde of rows in stores
 */
record Release(Serde<Event> events, Serde<Event> worker, Serde<Row> rows) {
    /** Returns this release without a registry. */
    static Release local() {
        return new Release(EventSerde.local(), EventSerde.local(), new RowSerde());
    }

    /** Returns this release. */
    static Release current(Map<String, ?> registry) {
        return new Release(
                EventSerde.registry(registry), WorkerSerde.registry(registry), new RowSerde());
    }

    /** Returns a release whose records have one more field. */
    static Release next(Map<String, ?> registry) {
        NextRelease next = new NextRelease(registry);
        return new Release(next.events(), next.worker(), NextRelease.rows());
    }
}
