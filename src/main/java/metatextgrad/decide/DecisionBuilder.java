package metatextgrad.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import metatextgrad.model.Row;
import metatextgrad.model.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * Builds the decision on one event. Reads see the changes made so far, so one event can move a
 * state several times. Not thread-safe.
 */
public final class DecisionBuilder implements Rows {
    private final Rows rows;
    private final TreeMap<String, Change> changes = new TreeMap<>();
    private final List<Event> outputs = new ArrayList<>();
    private final List<IgnoreReason> ignored = new ArrayList<>();

    public DecisionBuilder(Rows rows) {
        this.rows = rows;
    }

    public <R extends Row> void put(RowKey<R> key, R row) {
        changes.put(key.text(), new Change.Put(key.text(), row));
    }

    public void delete(RowKey<?> key) {
        changes.put(key.text(), new Change.Delete(key.text()));
    }

    public void deleteAll(RowPrefix<?> prefix) {
        keys(prefix).forEach(this::delete);
    }

    public void emit(Event event) {
        outputs.add(event);
    }

    public void ignore(IgnoreReason reason) {
        ignored.add(reason);
    }

    @Override
    public @Nullable Row find(String key) {
        Change change = changes.get(key);
        if (change == null) return rows.find(key);
        return change instanceof Change.Put put ? put.row() : null;
    }

    @Override
    public NavigableMap<String, Row> startingWith(String prefix) {
        return changed(prefix, rows.startingWith(prefix));
    }

    /** Reads as many rows more as are changed, since the changes may delete that many. */
    @Override
    public NavigableMap<String, Row> startingWith(String prefix, int most) {
        int read = most + changes.subMap(prefix, prefix + Character.MAX_VALUE).size();
        NavigableMap<String, Row> seen = changed(prefix, rows.startingWith(prefix, read));
        while (seen.size() > most) seen.pollLastEntry();
        return seen;
    }

    @Override
    public void scan(String prefix, BiConsumer<String, Row> reader) {
        TreeMap<String, Change> left =
                new TreeMap<>(changes.subMap(prefix, prefix + Character.MAX_VALUE));
        rows.scan(
                prefix,
                (key, row) -> {
                    boolean isChanged = left.containsKey(key);
                    take(left.headMap(key, true), reader);
                    if (!isChanged) reader.accept(key, row);
                });
        take(left, reader);
    }

    private static void take(NavigableMap<String, Change> left, BiConsumer<String, Row> reader) {
        left.forEach(
                (key, change) -> {
                    if (change instanceof Change.Put put) reader.accept(key, put.row());
                });
        left.clear();
    }

    private NavigableMap<String, Row> changed(String prefix, NavigableMap<String, Row> before) {
        TreeMap<String, Row> seen = new TreeMap<>(before);
        changes.subMap(prefix, prefix + Character.MAX_VALUE)
                .forEach(
                        (key, change) -> {
                            if (change instanceof Change.Put put) {
                                seen.put(key, put.row());
                            } else {
                                seen.remove(key);
                            }
                        });
        return seen;
    }

    public Decision decision() {
        return new Decision(List.copyOf(changes.values()), outputs, ignored, null);
    }
}
