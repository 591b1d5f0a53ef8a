package metatextgrad.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import metatextgrad.cli.ModuleCommand;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.ops.ModelProbe;
import metatextgrad.cli.services.GatewayServicePart;
import metatextgrad.cli.services.OpsPages;
import metatextgrad.cli.services.ServiceCommand;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.config.Setting;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.FolderLock;
import metatextgrad.process.Ports;
import metatextgrad.process.ShutdownState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs everything in one process on a durable folder, until the process is shut down. */
@Command(
        name = "up",
        description = {
            "Runs everything in one process on a data folder. Runs continue after a restart, also after kill -9.",
            "Set OPENAI_BASE_URL, and OPENAI_API_KEY or OPENAI_API_KEY_FILE, for the model.",
            "MTG_OPS_PORT is the port of the health and metrics pages (default: 9464).",
            "MTG_GATEWAY_PORT is the port of the gateway for applications (default: 8080)."
        })
public final class UpCommand implements ModuleCommand, Callable<Integer> {
    private static final int POLL_SECONDS = 1;
    private static final String REGISTRY_OPTION = "--registry-port";

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            required = true,
            description = "Data folder. Only one process at a time can use it.")
    private Path data = Path.of("data");

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Port of Kafka; 0 for any free port (default: ${DEFAULT-VALUE}).",
            defaultValue = "9092")
    private int kafkaPort;

    @Option(
            names = REGISTRY_OPTION,
            paramLabel = "PORT",
            description =
                    "Port of the schema registry; 0 for any free port (default: ${DEFAULT-VALUE}).",
            defaultValue = "8081")
    private int registryPort;

    @Option(names = ServiceCommand.ALLOW_REPAY, description = ServiceCommand.ALLOWING_REPAY)
    private boolean allowRepay;

    @Override
    public Integer call() throws InterruptedException {
        ProgressPrinter progress = new ProgressPrinter(System.err);
        SettingsReader configured = CliSettings.read();
        requirePrefix(configured.settings().prefix());
        int opsPort = configured.settings().opsPort();
        String host = Objects.requireNonNullElse(configured.settings().opsHost(), Ports.HOST);
        Ports.requireDifferent(kafkaPort, EmbeddedKafka.PORT_OPTION, registryPort, REGISTRY_OPTION);
        Ports.requireDifferent(opsPort, OpsPages.PORT_OPTION, kafkaPort, EmbeddedKafka.PORT_OPTION);
        Ports.requireDifferent(opsPort, OpsPages.PORT_OPTION, registryPort, REGISTRY_OPTION);
        String gatewayOption = Setting.MTG_GATEWAY_PORT.name();
        int gatewayPort = configured.gateway().port();
        Ports.requireDifferent(gatewayPort, gatewayOption, kafkaPort, EmbeddedKafka.PORT_OPTION);
        Ports.requireDifferent(gatewayPort, gatewayOption, registryPort, REGISTRY_OPTION);
        Ports.requireDifferent(gatewayPort, gatewayOption, opsPort, OpsPages.PORT_OPTION);
        // Checked before the ports: a second process on this folder would use the same ports.
        FolderLock.take(data).close();
        Ports.requireFree(kafkaPort, EmbeddedKafka.NAME, EmbeddedKafka.PORT_OPTION);
        Ports.requireFree(registryPort, EmbeddedRegistry.DISPLAY_NAME, REGISTRY_OPTION);
        Ports.requireFree(gatewayPort, GatewayServicePart.DISPLAY_NAME, gatewayOption);
        AllInOne all =
                AllInOne.start(
                        data,
                        configured.settings().deadline(),
                        new PortChoice(kafkaPort, registryPort, opsPort, host),
                        configured.model().allowingRepay(allowRepay),
                        1,
                        progress);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(all, progress), "end"));
        GatewayServicePart gateway =
                GatewayServicePart.start(
                        all.settings(),
                        configured.model(),
                        configured.gateway(),
                        Ports.HOST,
                        all.meters(),
                        all.tracing());
        all.started(gateway);
        progress.accept(
                "up: KAFKA_BOOTSTRAP_SERVERS=%s APICURIO_REGISTRY_URL=%s gateway on port %d, health and metrics on port %d"
                        .formatted(
                                all.settings().bootstrapServers(),
                                all.settings().registryUrl(),
                                gateway.port(),
                                all.pagesPort()));
        next(all.settings()).forEach(System.err::println);
        ModelProbe.problem(configured.model())
                .ifPresent(problem -> progress.accept("the model cannot be used yet: " + problem));
        watch(all, progress);
        return Exit.OK.code();
    }

    /** With another one, commands would not see what the services do. */
    private static void requirePrefix(String prefix) {
        String only = Setting.MTG_PREFIX.standard();
        if (!prefix.equals(only))
            throw Exit.CONFIGURATION.problem(
                    "%s is `%s`, but `mtg up` has the prefix `%s`: unset it, or run `mtg topics apply` and one `mtg service` for each service",
                    Setting.MTG_PREFIX, prefix, only);
    }

    /** Returns what to type in another terminal. */
    static List<String> next(Settings settings) {
        List<String> lines = new ArrayList<>();
        export(lines, Setting.KAFKA_BOOTSTRAP_SERVERS, settings.bootstrapServers());
        export(lines, Setting.APICURIO_REGISTRY_URL, String.valueOf(settings.registryUrl()));
        lines.add("next: mtg projects apply -f FILE");
        return lines;
    }

    private static void export(List<String> lines, Setting name, String value) {
        if (!value.replace(Ports.HOST, "localhost").equals(name.standard()))
            lines.add("export " + name + "=" + value);
    }

    private static void end(AllInOne all, ProgressPrinter progress) {
        progress.accept("shutting down");
        all.close();
    }

    /**
     * Prints which models become unusable, and when all are usable again, until the process is shut
     * down.
     */
    private void watch(AllInOne all, ProgressPrinter progress) throws InterruptedException {
        String printed = "";
        while (true) {
            EnvironmentProblem end = all.end();
            String problem = all.modelProblem().orElse("");
            // Checked last: a shutdown also stops services and the model.
            if (ShutdownState.begun()) return;
            if (end != null) throw end;
            if (!problem.equals(printed)) {
                progress.accept(
                        problem.isEmpty() ? "all models answer again" : "paused: " + problem);
                printed = problem;
            }
            TimeUnit.SECONDS.sleep(POLL_SECONDS);
        }
    }
}
