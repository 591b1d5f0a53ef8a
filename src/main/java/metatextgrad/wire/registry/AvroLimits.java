package metatextgrad.wire.registry;

import java.util.Properties;
import org.apache.avro.SystemLimitException;

/**
 * Avro makes room for as much as a length says before it reads, so one bad byte would cost the
 * whole heap, and the service again after each start. Avro takes limits from system properties
 * only, when it first decodes; whoever has set them keeps theirs.
 */
public final class AvroLimits {
    private static final String MOST = String.valueOf(16 * 1024 * 1024);

    private AvroLimits() {}

    public static void set() {
        Properties properties = System.getProperties();
        properties.putIfAbsent(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, MOST);
        properties.putIfAbsent(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, MOST);
        properties.putIfAbsent(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, "1000000");
    }
}
