package metatextgrad.wire.registry;

import java.util.Properties;
import org.apache.avro.SystemLimitException;

/**
 * Limits of Avro's decoder. Avro allocates the stated length before it reads: one bad byte would
 * exhaust the heap, and stop the service after each restart. Avro reads its limits once, from
 * system properties.
 */
public final class AvroLimits {
    private static final String MAX = String.valueOf(16 * 1024 * 1024);

    private AvroLimits() {}

    /** Sets the limits that the user has not set. */
    public static void set() {
        Properties properties = System.getProperties();
        properties.putIfAbsent(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, MAX);
        properties.putIfAbsent(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, MAX);
        properties.putIfAbsent(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, "1000000");
    }
}
