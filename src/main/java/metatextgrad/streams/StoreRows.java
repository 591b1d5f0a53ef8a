package metatextgrad.streams;

import java.util.NavigableMap;
import java.util.TreeMap;
import metatextgrad.decide.Change;
import metatextgrad.decide.Rows;
import metatextgrad.model.Row;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Rows in a Kafka Streams store. */
final class StoreRows implements Rows {
    private final KeyValueStore<String, Row> store;

    StoreRows(KeyValueStore<String, Row> store) {
        this.store = store;
    }

    @Override
    public @Nullable Row get(String key) {
        return store.get(key);
    }

    @Override
    public NavigableMap<String, Row> startingWith(String prefix) {
        TreeMap<String, Row> rows = new TreeMap<>();
        try (KeyValueIterator<String, Row> found =
                store.prefixScan(prefix, new StringSerializer())) {
            while (found.hasNext()) {
                KeyValue<String, Row> row = found.next();
                rows.put(row.key, row.value);
            }
        }
        return rows;
    }

    void apply(Change change) {
        switch (change) {
            case Change.Put put -> store.put(put.key(), put.row());
            case Change.Delete delete -> store.delete(delete.key());
        }
    }
}
