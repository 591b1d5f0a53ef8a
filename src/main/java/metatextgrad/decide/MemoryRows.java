package metatextgrad.decide;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import metatextgrad.model.Row;
import org.jspecify.annotations.Nullable;

/** Rows in memory: for the library, which runs without Kafka, and for tests. Not thread-safe. */
public final class MemoryRows implements Rows {
    private final TreeMap<String, Row> rows = new TreeMap<>();

    @Override
    public @Nullable Row find(String key) {
        return rows.get(key);
    }

    @Override
    public NavigableMap<String, Row> startingWith(String prefix) {
        return Collections.unmodifiableNavigableMap(
                rows.subMap(prefix, true, prefix + Character.MAX_VALUE, false));
    }

    @Override
    public NavigableMap<String, Row> startingWith(String prefix, int most) {
        TreeMap<String, Row> first = new TreeMap<>();
        for (Map.Entry<String, Row> row : startingWith(prefix).entrySet()) {
            if (first.size() == most) break;
            first.put(row.getKey(), row.getValue());
        }
        return first;
    }

    @Override
    public void scan(String prefix, BiConsumer<String, Row> reader) {
        startingWith(prefix).forEach(reader);
    }

    public void apply(Decision decision) {
        for (Change change : decision.changes()) {
            switch (change) {
                case Change.Put put -> rows.put(put.key(), put.row());
                case Change.Delete delete -> rows.remove(delete.key());
            }
        }
    }

    public int size() {
        return rows.size();
    }
}
