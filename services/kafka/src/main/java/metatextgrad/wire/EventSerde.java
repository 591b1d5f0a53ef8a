package metatextgrad.wire;

import java.util.Map;
import metatextgrad.model.event.Event;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.RegistryUnavailable;
import metatextgrad.wire.registry.Time;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Serdes of events on topics. A record without a value, which is a deletion, is null. */
public final class EventSerde {
    private EventSerde() {}

    /** Returns a serde that needs no registry: for the library and for tests. Thread-safe. */
    public static Serde<Event> local() {
        return local(Wire.DECODED);
    }

    static Serde<Event> local(Wire wire) {
        SingleObject bytes = SingleObject.RELEASED;
        Serializer<Event> write =
                (topic, event) -> event == null ? null : bytes.write(wire.toAvro(event));
        Deserializer<Event> read =
                (topic, data) -> data == null ? null : wire.event(bytes.read(data));
        return Serdes.serdeFrom(PlainJson.writer(write), PlainJson.reader(read));
    }

    /**
     * Returns a serde that writes the registry's id of the schema before each event. While the
     * registry is unreachable, reading and writing wait up to two minutes, then throw {@link
     * RegistryUnavailable}; bytes that are not an event throw {@link MalformedRecord}. Thread-safe;
     * all topics can share one.
     *
     * @param config of the registry client, such as {@code apicurio.registry.url}
     */
    public static Serde<Event> registry(Map<String, ?> config) {
        return new RegistrySerde(Wire.DECODED, config, Time.SYSTEM);
    }
}
