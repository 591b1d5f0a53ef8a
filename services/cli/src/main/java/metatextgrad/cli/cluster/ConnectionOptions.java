package metatextgrad.cli.cluster;

import java.util.EnumMap;
import java.util.Map;
import metatextgrad.config.Setting;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.process.EnvironmentProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that choose the cluster of a command. Without them the environment does. */
public final class ConnectionOptions {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka's brokers (default: KAFKA_BOOTSTRAP_SERVERS).")
    private @Nullable String bootstrap;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "The schema registry (default: APICURIO_REGISTRY_URL).")
    private @Nullable String registry;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Use the settings that begin with %%NAME. in mtg.properties.")
    private @Nullable String context;

    /**
     * Reads all settings.
     *
     * @throws EnvironmentProblem if one is wrong, with exit code 78
     */
    public SettingsReader read() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        if (bootstrap != null) flags.put(Setting.KAFKA_BOOTSTRAP_SERVERS, bootstrap);
        if (registry != null) flags.put(Setting.APICURIO_REGISTRY_URL, registry);
        return CliSettings.read(flags, context);
    }

    public Settings settings() {
        return read().settings();
    }

    /**
     * Connects to the cluster.
     *
     * @throws EnvironmentProblem if no broker or registry answers, with exit code 6
     */
    public Cluster connect() {
        return Cluster.connect(settings());
    }
}
