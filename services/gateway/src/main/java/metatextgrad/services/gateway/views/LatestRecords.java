package metatextgrad.services.gateway.views;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The last record of each key. Not thread-safe. */
final class LatestRecords<E> {
    private final SortedMap<String, E> records = new TreeMap<>();
    private final BiPredicate<E, E> newer;

    /**
     * @param newer whether the first record is newer than the second
     */
    LatestRecords(BiPredicate<E, E> newer) {
        this.newer = newer;
    }

    /** Takes a record over if it is newer than the known one; returns whether it is. */
    boolean put(String key, E record) {
        E known = records.get(key);
        if (known != null && !newer.test(record, known)) return false;
        records.put(key, record);
        return true;
    }

    @Nullable E get(String key) {
        return records.get(key);
    }

    Collection<E> all() {
        return Collections.unmodifiableCollection(records.values());
    }
}
