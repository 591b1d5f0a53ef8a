package metatextgrad.decide;

import java.util.List;
import java.util.NavigableMap;
import java.util.function.BiConsumer;
import metatextgrad.model.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a service keeps, for reading only. Keys are sorted as text. Deciders read by typed
 * keys; the methods that take text are for stores.
 */
public interface Rows {
    @Nullable Row find(String key);

    /** All rows with keys that begin with this text, sorted by key. */
    NavigableMap<String, Row> startingWith(String prefix);

    /** The first rows with keys that begin with this text, sorted by key: at most so many. */
    NavigableMap<String, Row> startingWith(String prefix, int most);

    /**
     * Reads all rows with keys that begin with this text, one after another, sorted by key. None is
     * kept in memory. The reader must not change rows.
     */
    void scan(String prefix, BiConsumer<String, Row> reader);

    /** Reads the rows of a group, one after another, sorted by key. */
    default <R extends Row> void scan(RowPrefix<R> prefix, BiConsumer<RowKey<R>, R> reader) {
        Class<R> type = prefix.type();
        scan(prefix.text(), (key, row) -> reader.accept(new RowKey<>(key, type), type.cast(row)));
    }

    /** The keys of the first rows of a group, sorted: at most so many. */
    default <R extends Row> List<RowKey<R>> keys(RowPrefix<R> prefix, int most) {
        return startingWith(prefix.text(), most).keySet().stream()
                .map(key -> new RowKey<>(key, prefix.type()))
                .toList();
    }

    /**
     * The row under this key; null if there is none.
     *
     * @throws ClassCastException if the row has another type
     */
    default <R extends Row> @Nullable R get(RowKey<R> key) {
        Row row = find(key.text());
        return row == null ? null : key.type().cast(row);
    }

    default boolean has(RowKey<?> key) {
        return find(key.text()) != null;
    }

    /** The rows of a group, sorted by key. */
    default <R extends Row> List<R> all(RowPrefix<R> prefix) {
        return startingWith(prefix.text()).values().stream().map(prefix.type()::cast).toList();
    }

    /** The keys of a group, sorted. */
    default <R extends Row> List<RowKey<R>> keys(RowPrefix<R> prefix) {
        return startingWith(prefix.text()).keySet().stream()
                .map(key -> new RowKey<>(key, prefix.type()))
                .toList();
    }
}
