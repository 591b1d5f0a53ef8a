package metatextgrad.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import metatextgrad.config.Settings;

/** Settings of services on a broker and a registry of this machine. */
public final class LocalSettings {
    private LocalSettings() {}

    /** {@code retention} is how long records of logs are kept. */
    public static Settings of(
            String brokers,
            String registry,
            String prefix,
            String instance,
            Path data,
            int partitions,
            Duration retention) {
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
                Duration.ofMinutes(30),
                Map.of());
    }
}
