package metatextgrad.wire;

import metatextgrad.model.Row;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** The serde of the rows of a store and its changelog. Thread-safe. */
public final class RowSerde implements Serde<Row> {
    private final StoreCodec codec = new StoreCodec();

    @Override
    public Serializer<Row> serializer() {
        return (topic, row) -> row == null ? null : codec.encode(row);
    }

    @Override
    public Deserializer<Row> deserializer() {
        return (topic, bytes) -> bytes == null ? null : codec.decode(bytes);
    }
}
