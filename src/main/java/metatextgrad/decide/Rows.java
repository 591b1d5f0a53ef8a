package metatextgrad.decide;

import java.util.NavigableMap;
import metatextgrad.model.Row;
import org.jspecify.annotations.Nullable;

/** What a service keeps, for reading only. Keys are sorted as text. */
public interface Rows {
    @Nullable Row get(String key);

    /** All rows whose key begins with this, sorted by key. */
    NavigableMap<String, Row> startingWith(String prefix);
}
