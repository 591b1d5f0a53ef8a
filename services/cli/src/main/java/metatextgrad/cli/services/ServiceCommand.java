package metatextgrad.cli.services;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import metatextgrad.cli.access.AclPlan;
import metatextgrad.cli.access.MissingRights;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ConnectionOptions;
import metatextgrad.cli.cluster.ProcessTracing;
import metatextgrad.cli.cluster.RegistryCheck;
import metatextgrad.cli.logging.Logs;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.modelclient.WarmUp;
import metatextgrad.ops.LoopMeters;
import metatextgrad.ops.OpsEndpoint;
import metatextgrad.ops.ProcessMeters;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.ProgramVersion;
import metatextgrad.process.ShutdownState;
import metatextgrad.services.gateway.Gateway;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.streams.Service;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.EventSerde;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one service on a cluster, as compose and the chart do. */
@Command
public class ServiceCommand implements Callable<Integer> {
    public static final String ALLOW_REPAY = "--allow-repay";
    public static final String ALLOWING_REPAY =
            "Start without ledger rows that are missing or unreadable. Calls in those rows may be billed again.";
    private static final String ANY_HOST = "0.0.0.0";

    private final String name;
    private final @Nullable Service service;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();

    /**
     * @param service null for what is no stream processor
     */
    private ServiceCommand(String name, @Nullable Service service) {
        this.name = name;
        this.service = service;
    }

    /**
     * Returns the group with a subcommand per service, in the order in which a task passes them.
     */
    public static CommandLine group() {
        CommandLine group = new CommandLine(new Group());
        for (Service service : StreamServices.all())
            add(group, service.name(), new ServiceCommand(service.name(), service));
        add(group, LlmWorker.NAME, new WorkerCommand());
        add(group, Gateway.NAME, new GatewayCommand());
        return group;
    }

    private static void add(CommandLine group, String name, ServiceCommand command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec()
                .usageMessage()
                .description("Runs the service " + name + " until it is stopped.");
        group.addSubcommand(name, line);
    }

    /** All services. */
    @Command(name = "service", description = "Runs one service, on your own cluster.")
    private static final class Group {}

    /** The worker has an option of its own. */
    @Command
    private static final class WorkerCommand extends ServiceCommand {
        @Option(names = ALLOW_REPAY, description = ALLOWING_REPAY)
        private boolean allowRepay;

        WorkerCommand() {
            super(LlmWorker.NAME, null);
        }

        @Override
        boolean allowRepay() {
            return allowRepay;
        }

        @Override
        void warmUp() {
            var unused = CompletableFuture.runAsync(WarmUp::call);
        }
    }

    /** The gateway answers without Kafka and the registry. */
    @Command
    private static final class GatewayCommand extends ServiceCommand {
        GatewayCommand() {
            super(Gateway.NAME, null);
        }

        @Override
        void requireServers(Settings settings) {}

        @Override
        ServicePart start(
                Settings settings,
                SettingsReader configured,
                MeterRegistry meters,
                Tracing tracing) {
            return GatewayServicePart.start(
                    settings, configured.model(), configured.gateway(), ANY_HOST, meters, tracing);
        }
    }

    boolean allowRepay() {
        return false;
    }

    void warmUp() {}

    @Override
    public Integer call() throws Exception {
        Logs.ofService();
        SettingsReader configured = connection.read();
        Settings settings = configured.settings();
        InstanceId instance = InstanceId.of(settings, name);
        Tracing tracing = ProcessTracing.start("mtg-" + name);
        warmUp();
        requireServers(settings);
        ProcessMeters meters = new ProcessMeters(ProgramVersion.text());
        ServicePart part =
                start(settings.withInstance(instance.id()), configured, meters.registry(), tracing);
        part.measure(meters.kafka());
        String host = Objects.requireNonNullElse(settings.opsHost(), ANY_HOST);
        OpsEndpoint pages = OpsPages.open(host, settings.opsPort(), part, meters.registry());
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    // The pages report the shutdown until it ends.
                                    close(part);
                                    tracing.close();
                                    pages.close();
                                    meters.close();
                                    instance.close();
                                },
                                "end"));
        while (!ShutdownState.begun()) {
            EnvironmentProblem end = part.end();
            if (end != null) throw end;
            TimeUnit.SECONDS.sleep(1);
        }
        return Exit.OK.code();
    }

    /** Checks registry and topics in parallel: no requests are answered until the service is up. */
    void requireServers(Settings settings) {
        CompletableFuture<Void> registry =
                CompletableFuture.runAsync(
                        () -> RegistryCheck.require(settings, RegistryCheck.SERVICE));
        requireTopics(settings, service);
        try {
            registry.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EnvironmentProblem problem ? problem : e;
        }
    }

    /**
     * Returns if the service may use its topics, and they are as it needs them. Without rights it
     * would not see all topics, so these come first.
     *
     * @param service null for a worker
     * @throws EnvironmentProblem with all that is missing
     */
    public static void requireTopics(Settings settings, @Nullable Service service) {
        MissingRights.require(
                settings,
                service == null
                        ? AclPlan.ofWorker(settings.prefix())
                        : AclPlan.ofService(service, settings.prefix()));
        Cluster.requireCompatible(settings);
    }

    ServicePart start(
            Settings settings, SettingsReader configured, MeterRegistry meters, Tracing tracing) {
        return service == null
                ? WorkerServicePart.start(
                        settings,
                        configured.model().allowingRepay(allowRepay()),
                        new WorkerMeters(meters),
                        tracing)
                : StreamServicePart.start(
                        service,
                        settings,
                        EventSerde.registry(settings.registry()),
                        new LoopMeters(meters),
                        tracing);
    }

    private static void close(ServicePart part) {
        try {
            part.close();
        } catch (RuntimeException e) {
            System.err.println("mtg: " + e.getMessage());
        }
    }
}
