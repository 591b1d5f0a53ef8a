package metatextgrad.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import metatextgrad.decide.Change;
import metatextgrad.decide.Rows;
import metatextgrad.model.Row;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Rows in a Kafka Streams store. The cache keeps the latest rows decoded: each item of a trial
 * reads the trial's plan and batches, and decoding took most of the time. Each task creates a new
 * cache, so the cache is never older than the store.
 */
final class StoreRows implements Rows {
    private static final int LATEST = 128;

    private final KeyValueStore<String, Row> store;
    private final Map<String, Row> latest =
            new LinkedHashMap<>(LATEST, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Row> eldest) {
                    return size() > LATEST;
                }
            };

    StoreRows(KeyValueStore<String, Row> store) {
        this.store = store;
    }

    @Override
    public @Nullable Row find(String key) {
        Row known = latest.get(key);
        if (known != null) return known;
        Row read = store.get(key);
        if (read != null) latest.put(key, read);
        return read;
    }

    @Override
    public NavigableMap<String, Row> startingWith(String prefix) {
        return startingWith(prefix, Integer.MAX_VALUE);
    }

    @Override
    public NavigableMap<String, Row> startingWith(String prefix, int most) {
        TreeMap<String, Row> rows = new TreeMap<>();
        try (KeyValueIterator<String, Row> found =
                store.prefixScan(prefix, new StringSerializer())) {
            while (rows.size() < most && found.hasNext()) {
                KeyValue<String, Row> row = found.next();
                rows.put(row.key, row.value);
            }
        }
        return rows;
    }

    @Override
    public void scan(String prefix, BiConsumer<String, Row> reader) {
        try (KeyValueIterator<String, Row> found =
                store.prefixScan(prefix, new StringSerializer())) {
            while (found.hasNext()) {
                KeyValue<String, Row> row = found.next();
                reader.accept(row.key, row.value);
            }
        }
    }

    void apply(Change change) {
        switch (change) {
            case Change.Put put -> {
                store.put(put.key(), put.row());
                latest.put(put.key(), put.row());
            }
            case Change.Delete delete -> {
                store.delete(delete.key());
                latest.remove(delete.key());
            }
        }
    }
}
