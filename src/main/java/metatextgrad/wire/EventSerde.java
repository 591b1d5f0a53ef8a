package metatextgrad.wire;

import metatextgrad.model.Event;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Events on topics. A record without a value, a deletion, is null. */
public final class EventSerde {
    private EventSerde() {}

    /** Bytes that need no registry: for the library and for tests. Thread-safe. */
    public static Serde<Event> local() {
        StoreCodec codec = new StoreCodec();
        Serializer<Event> write = (topic, event) -> event == null ? null : codec.encode(event);
        Deserializer<Event> read = (topic, bytes) -> bytes == null ? null : event(codec, bytes);
        return Serdes.serdeFrom(write, read);
    }

    private static Event event(StoreCodec codec, byte[] bytes) {
        if (codec.decode(bytes) instanceof Event event) return event;
        throw new MalformedRecord("a row, but no event");
    }
}
