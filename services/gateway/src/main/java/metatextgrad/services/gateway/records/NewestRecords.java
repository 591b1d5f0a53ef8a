package metatextgrad.services.gateway.records;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Keeps the records that were read last, up to a size in memory. Not thread-safe. */
final class NewestRecords {
    /** The largest record has more than 100 KB. Some queries may run in a gateway of 512 MB. */
    private static final long MAX_BYTES = 8 << 20;

    private final ArrayDeque<Sized> records = new ArrayDeque<>();
    private long bytes;
    private boolean dropped;

    private record Sized(PlacedEvent record, long bytes) {}

    /**
     * Adds a record.
     *
     * @param size of its value, in bytes
     */
    void add(PlacedEvent record, long size) {
        records.add(new Sized(record, size));
        bytes += size;
        while (bytes > MAX_BYTES) {
            bytes -= records.remove().bytes;
            dropped = true;
        }
    }

    /** Returns the records by topic and partition, and whether these are all. */
    RecordsFound sorted(boolean isWhole) {
        List<PlacedEvent> found = new ArrayList<>();
        records.forEach(one -> found.add(one.record));
        found.sort(PlacedEvent.ORDER);
        return new RecordsFound(found, isWhole && !dropped);
    }
}
