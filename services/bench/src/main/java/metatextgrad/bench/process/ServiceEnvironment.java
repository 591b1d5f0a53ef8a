package metatextgrad.bench.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.config.Settings;

/** The environment of a service in a process of its own. */
public final class ServiceEnvironment {
    private ServiceEnvironment() {}

    /**
     * Returns the settings of a service beside this process, with any free port for its pages.
     *
     * @param folder of its data
     * @param models the address of its model server
     */
    public static Map<String, String> of(
            Settings settings, String instance, Path folder, URI models) {
        Map<String, String> set = new TreeMap<>();
        set.put("KAFKA_BOOTSTRAP_SERVERS", settings.bootstrapServers());
        set.put("APICURIO_REGISTRY_URL", String.valueOf(settings.registryUrl()));
        set.put("MTG_PREFIX", settings.prefix());
        set.put("MTG_INSTANCE", instance);
        set.put("MTG_DATA", folder.toString());
        set.put("MTG_OPS_PORT", "0");
        set.put("MTG_PARTITIONS", Integer.toString(settings.partitions()));
        set.put("MTG_REPLICATION", Short.toString(settings.replication()));
        set.put("MTG_RETENTION", settings.retention().toMinutes() + "m");
        set.put("OPENAI_BASE_URL", models.toString());
        set.put("OPENAI_API_KEY", "none");
        return set;
    }
}
