package metatextgrad.cli.cluster;

import java.util.EnumMap;
import java.util.Map;
import metatextgrad.config.Setting;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that choose the cluster of a command. Without them the environment does. */
public final class ConnectionOptions {
    private static final String BOOTSTRAP = "--bootstrap";
    private static final String REGISTRY = "--registry";

    @Option(
            names = BOOTSTRAP,
            paramLabel = "HOST:PORT",
            description = "Kafka's brokers (default: KAFKA_BOOTSTRAP_SERVERS).")
    private @Nullable String bootstrap;

    @Option(
            names = REGISTRY,
            paramLabel = "URL",
            description = "The schema registry (default: APICURIO_REGISTRY_URL).")
    private @Nullable String registry;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description =
                    "Use the lines of mtg.properties that begin with %%NAME., such as %%NAME.kafka.bootstrap.servers. They win over the environment.")
    private @Nullable String context;

    /**
     * Reads all settings.
     *
     * @throws EnvironmentProblem if one is wrong, with exit code 78, or 2 if it was typed
     */
    public SettingsReader read() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        put(flags, BOOTSTRAP, Setting.KAFKA_BOOTSTRAP_SERVERS, bootstrap);
        put(flags, REGISTRY, Setting.APICURIO_REGISTRY_URL, registry);
        return CliSettings.read(flags, context);
    }

    private static void put(
            Map<Setting, String> flags, String option, Setting setting, @Nullable String typed) {
        if (typed == null) return;
        SettingsReader.problem(option, setting, typed)
                .ifPresent(
                        problem -> {
                            throw Exit.USAGE.problem(problem);
                        });
        flags.put(setting, typed);
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
