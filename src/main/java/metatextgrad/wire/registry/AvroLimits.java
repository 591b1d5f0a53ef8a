package metatextgrad.wire.registry;

import java.util.Properties;
import org.apache.avro.SystemLimitException;

/**
 * Avro allocates the stated length before it reads. One bad byte would exhaust the heap, and stop
 * the service again after each start. Avro reads its limits once, from system properties. Limits
 * that the user has set are kept.
 */
public final class AvroLimits {
    private static final String MAX = String.valueOf(16 * 1024 * 1024);

    private AvroLimits() {}

    public static void set() {
        Properties properties = System.getProperties();
        properties.putIfAbsent(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, MAX);
        properties.putIfAbsent(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, MAX);
        properties.putIfAbsent(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, "1000000");
    }
}
