package metatextgrad.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.BiConsumer;
import metatextgrad.decide.Rows;
import metatextgrad.model.Row;
import org.jspecify.annotations.Nullable;

/** Rows that record which of them are in memory at once: each row that a read returned. */
record RecordedReads(Rows rows, List<String> keys) implements Rows {
    RecordedReads(Rows rows) {
        this(rows, new ArrayList<>());
    }

    /** The keys of the rows that were read and begin with this text. */
    List<String> read(String prefix) {
        return keys.stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public @Nullable Row find(String key) {
        Row row = rows.find(key);
        if (row != null) keys.add(key);
        return row;
    }

    @Override
    public NavigableMap<String, Row> startingWith(String prefix) {
        return recorded(rows.startingWith(prefix));
    }

    @Override
    public NavigableMap<String, Row> startingWith(String prefix, int most) {
        return recorded(rows.startingWith(prefix, most));
    }

    /** Its rows are in memory one after another, so they are not recorded. */
    @Override
    public void scan(String prefix, BiConsumer<String, Row> reader) {
        rows.scan(prefix, reader);
    }

    private NavigableMap<String, Row> recorded(NavigableMap<String, Row> found) {
        keys.addAll(found.keySet());
        return found;
    }
}
