package metatextgrad.cli.loop;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import metatextgrad.model.Row;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * The contents of a driver's store: rows as the bytes that its changelog has, all else as it is.
 */
final class StoredRows {
    private StoredRows() {}

    static Map<String, Object> read(TopologyTestDriver driver, String store, Serde<Row> rows) {
        Map<String, Object> values = new LinkedHashMap<>();
        try (KeyValueIterator<String, Object> all =
                requireNonNull(driver.<String, Object>getKeyValueStore(store)).all()) {
            all.forEachRemaining(
                    one ->
                            values.put(
                                    one.key,
                                    one.value instanceof Row row
                                            ? new Encoded(rows.serializer().serialize(store, row))
                                            : one.value));
        }
        return values;
    }

    static void write(
            TopologyTestDriver driver, String store, Map<String, Object> values, Serde<Row> rows) {
        var restored = requireNonNull(driver.<String, Object>getKeyValueStore(store));
        values.forEach(
                (key, value) ->
                        restored.put(
                                key,
                                value instanceof Encoded row
                                        ? rows.deserializer().deserialize(store, row.bytes())
                                        : value));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Encoded(byte[] bytes) {}
}
