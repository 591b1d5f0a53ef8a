package metatextgrad.services.mtg;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.streams.Health;
import metatextgrad.streams.LoopMeters;
import metatextgrad.streams.OpsEndpoint;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.streams.Settings;
import metatextgrad.streams.SettingsReader;
import metatextgrad.wire.EventSerde;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** One service against the cluster that the environment names; what compose and the chart run. */
final class ServiceCommand implements Callable<Integer> {
    private static final String ANY_HOST = "0.0.0.0";

    private final @Nullable Service service;

    private ServiceCommand(@Nullable Service service) {
        this.service = service;
    }

    /** Adds a subcommand per service. */
    static void addTo(CommandLine main) {
        for (Service service : StreamServices.all())
            add(main, service.name(), new ServiceCommand(service));
        add(main, "llm-worker", new ServiceCommand(null));
    }

    private static void add(CommandLine main, String name, ServiceCommand command) {
        CommandSpec spec =
                CommandSpec.wrapWithoutInspection(command).mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Runs the service " + name + " against KAFKA_BOOTSTRAP_SERVERS.");
        main.addSubcommand(name, new CommandLine(spec));
    }

    @Override
    public Integer call() throws Exception {
        SettingsReader configured = Configured.read();
        Settings settings = configured.settings();
        Cluster.requireTopics(settings);
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CountDownLatch ended = new CountDownLatch(1);
        Health health = start(configured, meters);
        OpsEndpoint pages = pages(settings, health, meters);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    pages.close();
                                    close(health);
                                    ended.countDown();
                                },
                                "end"));
        while (!ended.await(1, TimeUnit.SECONDS)) {
            if (!health.report().live())
                throw new EnvironmentProblem(Exit.FAILURE, health.report().json());
        }
        return Exit.OK.code();
    }

    private Health start(SettingsReader configured, PrometheusMeterRegistry meters) {
        Settings settings = configured.settings();
        if (service == null) {
            String instance = settings.instance() == null ? "worker" : settings.instance();
            return WorkerPart.start(
                    settings, instance, configured.model(), new WorkerMeters(meters));
        }
        return ServiceRunner.start(
                service,
                settings,
                EventSerde.registry(settings.registry()),
                new LoopMeters(meters));
    }

    private static OpsEndpoint pages(
            Settings settings, Health health, PrometheusMeterRegistry meters) {
        try {
            return OpsEndpoint.open(ANY_HOST, settings.opsPort(), health, meters);
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    Exit.FAILURE,
                    "port "
                            + settings.opsPort()
                            + " of health and metrics is in use: end what uses it, or set MTG_OPS_PORT",
                    e);
        }
    }

    private static void close(Health health) {
        try {
            ((AutoCloseable) health).close();
        } catch (Exception e) {
            System.err.println("mtg: " + e.getMessage());
        }
    }
}
