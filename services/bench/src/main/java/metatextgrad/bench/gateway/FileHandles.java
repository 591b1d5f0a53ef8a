package metatextgrad.bench.gateway;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Whether processes of this user may have as many file handles as open streams need. */
final class FileHandles {
    /** A gateway has that many without streams: libraries, Kafka, pages. */
    private static final int OTHERS = 1_000;

    private FileHandles() {}

    /** Returns why that many streams cannot be open, and what to do; empty if they can. */
    static Optional<String> problem(int streams) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean it
                ? problem(streams, it.getMaxFileDescriptorCount())
                : Optional.empty();
    }

    /** A proxy has a connection to the client and one to the model server. */
    static Optional<String> problem(int streams, long limit) {
        int needed = 2 * streams + OTHERS;
        return limit >= needed
                ? Optional.empty()
                : Optional.of(
                        "%d open streams need %d file handles in the gateway, and the limit is %d: raise it (ulimit -n %d) and measure again"
                                .formatted(streams, needed, limit, needed));
    }
}
