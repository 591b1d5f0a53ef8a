package metatextgrad.wire.registry;

import java.util.Properties;
import org.apache.avro.SystemLimitException;

/**
 * What Avro's decoder may allocate and which classes it may create. Avro allocates the stated
 * length before it reads: one bad byte would exhaust the heap, and stop the service after each
 * restart. It reads these settings once, from system properties.
 */
public final class AvroLimits {
    private static final String MAX = String.valueOf(16 * 1024 * 1024);
    private static final String TRUSTED_PACKAGES = "org.apache.avro.SERIALIZABLE_PACKAGES";
    private static final String EVENTS = "metatextgrad.events";

    private AvroLimits() {}

    /** Sets the limits that the user has not set. Our own events are always allowed. */
    public static void set() {
        Properties properties = System.getProperties();
        properties.putIfAbsent(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, MAX);
        properties.putIfAbsent(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, MAX);
        properties.putIfAbsent(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, "1000000");
        String trusted = properties.getProperty(TRUSTED_PACKAGES, EVENTS);
        properties.setProperty(
                TRUSTED_PACKAGES, trusted.contains(EVENTS) ? trusted : trusted + "," + EVENTS);
    }
}
