package metatextgrad.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import metatextgrad.config.Settings;

/** Settings of services on a broker and a registry of this machine. */
public final class LocalSettings {
    /** The default of {@code MTG_DEADLINE}, for systems of which no user configures one. */
    public static final Duration DEADLINE = Duration.ofMinutes(30);

    private LocalSettings() {}

    /**
     * @param retention how long records of logs are kept
     * @param deadline as in {@code MTG_DEADLINE}
     */
    public static Settings of(
            String brokers,
            String registry,
            String prefix,
            String instance,
            Path data,
            int partitions,
            Duration retention,
            Duration deadline) {
        return new Settings(
                brokers,
                registry,
                prefix,
                instance,
                data,
                0,
                partitions,
                (short) 1,
                retention,
                deadline,
                Map.of());
    }
}
