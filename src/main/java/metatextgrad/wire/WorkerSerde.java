package metatextgrad.wire;

import java.util.List;
import metatextgrad.model.Event;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What the worker reads and writes: {@code WorkerRequest}, {@code WorkerAnswer}, {@code
 * LedgerEntry}. The same bytes as the askers', with the context left as it is.
 */
public final class WorkerSerde {
    private WorkerSerde() {}

    /** Bytes that need no registry, as {@link EventSerde#local()}. Thread-safe. */
    public static Serde<Event> local() {
        Pairs pairs = new Pairs(List.of(WorkerWire.PAIRS));
        SingleObject bytes = new SingleObject(pairs.avroTypes(), ReleasedSchemas.ALL);
        Serializer<Event> write =
                (topic, event) -> event == null ? null : bytes.write(pairs.toAvro(event));
        Deserializer<Event> read =
                (topic, data) -> data == null ? null : (Event) pairs.fromAvro(bytes.read(data));
        return Serdes.serdeFrom(write, read);
    }
}
