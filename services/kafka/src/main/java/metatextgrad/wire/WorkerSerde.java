package metatextgrad.wire;

import java.util.Map;
import metatextgrad.model.event.Event;
import metatextgrad.wire.registry.Time;
import org.apache.kafka.common.serialization.Serde;

/**
 * Events of the worker: the bytes of {@link EventSerde}, but the context of a request stays raw.
 */
public final class WorkerSerde {
    private WorkerSerde() {}

    /** Returns a serde that needs no registry, as {@link EventSerde#local()}. Thread-safe. */
    public static Serde<Event> local() {
        return EventSerde.local(Wire.RAW);
    }

    /** Returns a serde with registry ids, as {@link EventSerde#registry}. Thread-safe. */
    public static Serde<Event> registry(Map<String, ?> config) {
        return new RegistrySerde(Wire.RAW, config, Time.SYSTEM);
    }
}
