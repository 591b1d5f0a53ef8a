package metatextgrad.services.gateway.records;

/** Reads past records of topics. Thread-safe. */
@FunctionalInterface
public interface RecordReader {
    /**
     * Returns the committed records that a query wants. Takes 20 seconds at most, and skips what
     * cannot be decoded.
     *
     * @throws metatextgrad.services.gateway.proxy.Denied if Kafka or the registry is unavailable,
     *     or too many people read at once
     */
    RecordsFound read(RecordQuery query);
}
