package metatextgrad.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import metatextgrad.config.Setting;
import metatextgrad.config.Settings;

/** Settings of services on a broker and a registry of this machine: defaults and one replica. */
public final class LocalSettings {
    /** For systems of which no user configures one. */
    public static final Duration DEADLINE = Setting.MTG_DEADLINE.standardTime();

    private LocalSettings() {}

    public static Settings of(
            String brokers, String registry, String instance, Path data, int partitions) {
        return new Settings(
                brokers,
                registry,
                Setting.MTG_PREFIX.standard(),
                instance,
                data,
                0,
                partitions,
                (short) 1,
                Setting.MTG_RETENTION.standardTime(),
                DEADLINE,
                Map.of());
    }
}
