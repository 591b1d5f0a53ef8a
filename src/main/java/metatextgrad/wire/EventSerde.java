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

/** Events on topics. A record without a value, a deletion, is null. */
public final class EventSerde {
    private EventSerde() {}

    /** Bytes that need no registry: for the library and for tests. Thread-safe. */
    public static Serde<Event> local() {
        return local(Wire.DECODED);
    }

    static Serde<Event> local(Wire wire) {
        SingleObject bytes = SingleObject.RELEASED;
        Serializer<Event> write =
                (topic, event) -> event == null ? null : bytes.write(wire.toAvro(event));
        Deserializer<Event> read =
                (topic, data) -> data == null ? null : wire.event(bytes.read(data));
        return Serdes.serdeFrom(write, read);
    }

    /**
     * Bytes with the id under which a registry holds the schema. While the registry cannot be
     * reached, reading and writing wait up to two minutes, then throw {@link RegistryUnavailable};
     * bytes that are no event are a {@link MalformedRecord}. Thread-safe; one for all topics is
     * enough.
     *
     * @param config of the registry's client, such as {@code apicurio.registry.url}
     */
    public static Serde<Event> registry(Map<String, ?> config) {
        return new RegistrySerde(Wire.DECODED, config, Time.SYSTEM);
    }
}
